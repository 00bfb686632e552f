print("Admin")
