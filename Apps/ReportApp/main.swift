print("Report")
