#!/usr/bin/env python3
"""Invents the budgets of the villages of a wide CSV: forty lines each, keyed by activity, account and fund, three of them
income.

    ledger.py WIDE_CSV OUT_CSV
"""
import csv
import random
import sys

wide, target = sys.argv[1:3]
# Activities as Permendagri 20/2018 numbers them: field, sub-field, activity.
codes = [f"{field}.{part}.{number:02d}" for field in range(1, 6) for part in range(1, 5) for number in range(1, 9)]
accounts, funds = ["5.1.1", "5.2.1", "5.2.2", "5.3.1", "5.3.4"], ["DDS", "ADD", "PBH", "PAD", "PBP"]
income = [("4.2.1.01", "DDS"), ("4.2.2.01", "PBH"), ("4.2.3.01", "ADD")]
draw = random.Random(20250101)
with open(wide, newline="", encoding="utf-8") as file, open(target, "w", encoding="utf-8") as out:
    out.write("kode_desa,tahun,kode_kegiatan,kode_rekening,sumber_dana,anggaran,realisasi\n")
    for row in csv.DictReader(file):
        for account, fund in income:
            planned = draw.randrange(1_000, 4_000) * 250_000
            out.write(f"{row['kode_desa']},{row['tahun']},0,{account},{fund},{planned},{planned}\n")
        for code in sorted(draw.sample(codes, 37)):
            planned = draw.randrange(1, 400) * 250_000
            out.write(f"{row['kode_desa']},{row['tahun']},{code},{draw.choice(accounts)},{draw.choice(funds)},{planned},"
                      f"{int(planned * draw.random())}\n")
