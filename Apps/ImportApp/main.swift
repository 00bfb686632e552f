print("Import")
