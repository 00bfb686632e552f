#!/usr/bin/env python3
"""Writes a wide CSV as a worksheet: codes and names as text, figures as numbers.

    workbook.py CSV XLSX
"""
import csv
import sys

import xlsxwriter

source, target = sys.argv[1:3]
with open(source, newline="", encoding="utf-8") as file:
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet("IDM")
    for number, row in enumerate(csv.reader(file)):
        if number == 0:
            sheet.write_row(0, 0, row)
            continue
        sheet.write_string(number, 0, row[0])
        sheet.write_string(number, 1, row[1])
        sheet.write_number(number, 2, int(row[2]))
        for column, value in enumerate(row[3:-1], 3):
            sheet.write_number(number, column, float(value))
        sheet.write_string(number, len(row) - 1, row[-1])
    book.close()
