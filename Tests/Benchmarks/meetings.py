#!/usr/bin/env python3
"""Makes 5,000 invented meetings with 100,000 actions and 50,000 entries of their log.

    meetings.py REGISTER FOLDER

REGISTER is a table of codes and names. Writes meetings.csv, actions.csv and progress.csv: each kabupaten has a meeting a year with
twenty actions, of which every other has an entry. The same register gives the same files.
"""
import csv
import os
import random
import sys

MEETINGS = 5_000
ACTIONS = 20
PARTIES = ["Camat", "Kabid PMD", "Kepala Desa", "DPMD"]

register, folder = sys.argv[1:]
rnd = random.Random(1)
with open(register, encoding="utf-8") as file:
    codes = [row[0] for row in csv.reader(file)][1:]
kabupaten = [code for code in codes if code.count(".") == 1]
kecamatan = {}
for code in codes:
    if code.count(".") == 2:
        kecamatan.setdefault(code[:5], []).append(code)


def day(year, month):
    return f"{year}-{month:02d}-{rnd.randint(1, 28):02d}"


os.makedirs(folder, exist_ok=True)
names = ["meetings", "actions", "progress"]
files = [open(os.path.join(folder, f"{name}.csv"), "w", newline="", encoding="utf-8") for name in names]
meetings, actions, progress = (csv.writer(file) for file in files)
meetings.writerow(["ID Rapat", "Jenis", "Seri", "Judul", "Wilayah", "Mulai", "Selesai", "Tempat", "Pimpinan"])
actions.writerow(["ID Rapat", "No", "Permasalahan", "Rencana Tindak Lanjut", "Lokasi", "Batas Waktu", "Penanggung Jawab",
                  "Biaya", "Status"])
progress.writerow(["ID Rapat", "Nomor", "Tanggal", "Pihak", "Status", "Keterangan"])
for index in range(MEETINGS):
    region = kabupaten[index % len(kabupaten)]
    year = 2015 + index // len(kabupaten)
    meeting = f"rakor-{region}-{year}"
    held = day(year, rnd.randint(1, 6))
    meetings.writerow([meeting, "rakor", f"rakor-{region}", f"Rakor {region} {year}", region, held, held, "Kantor Bupati", "Sekda"])
    for number in range(1, ACTIONS + 1):
        actions.writerow([meeting, number, f"Masalah {number}", f"Kegiatan {number} jenis {rnd.randint(1, 500)}",
                          rnd.choice(kecamatan.get(region, [region])), day(year, 12), rnd.choice(PARTIES),
                          rnd.randint(1, 50) * 1_000_000, rnd.choice(["belum", "proses", "sudah"])])
        if number % 2 == 0:
            progress.writerow([meeting, number, day(year, 11), "", rnd.choice(["proses", "selesai"]), "maju"])
for file in files:
    file.close()
