#!/usr/bin/env python3
"""Makes what an office of the nation would have in ten years: 5,000 invented meetings with 100,000 actions, and all that goes
with them.

    meetings.py REGISTER FOLDER

REGISTER is a table of codes and names. Writes a table for each importer, named after it. Each kabupaten has a meeting a year
with twenty actions, of which every other has an entry in the log, five issues, five agreements, six delegations, quotas and an
attendance list of twenty; a programme has two missions a year; 20,000 aspirations; a facilitator for three villages. The same
register gives the same files.
"""
import csv
import os
import random
import sys

MEETINGS = 5_000
MISSIONS = 20
ACTIONS = 20
ASPIRATIONS = 20_000
PARTIES = ["Camat", "Kabid PMD", "Kepala Desa", "DPMD", "Camat se-Kabupaten"]
ROLES = ["DPMD", "Camat", "Kepala Desa", "BPD", "TAPM", "Pendamping"]
AGENCIES = ["Kemendagri", "Kemendesa", "Bappenas", "Kemenko PMK"]
COMPONENTS = ["Komponen 1", "Komponen 2", "Komponen 3", "Komponen 4"]
WORDS = ("desa kegiatan anggaran jalan air bersih posyandu data laporan pelatihan kader usulan sarana sekolah irigasi "
         "jembatan listrik pasar penyaluran verifikasi musyawarah perencanaan pendampingan evaluasi dokumen").split()

register, folder = sys.argv[1:]
rnd = random.Random(1)
with open(register, encoding="utf-8") as file:
    codes = [row[0] for row in csv.reader(file)][1:]
kabupaten = [code for code in codes if code.count(".") == 1]
kecamatan, desa = {}, {}
for code in codes:
    if code.count(".") == 2:
        kecamatan.setdefault(code[:5], []).append(code)
    elif code.count(".") == 3 and code[9] in "23":
        desa.setdefault(code[:8], []).append(code)


def day(year, month):
    return f"{year}-{month:02d}-{rnd.randint(1, 28):02d}"


def words(count):
    return " ".join(rnd.choice(WORDS) for _ in range(count)).capitalize()


class Table:
    """A file for one importer; columns are named by the ids of their fields."""

    def __init__(self, importer, *columns):
        self.file = open(os.path.join(folder, f"{importer}.csv"), "w", newline="", encoding="utf-8")
        self.writer = csv.writer(self.file)
        self.row(*columns)

    def row(self, *cells):
        self.writer.writerow(cells)


os.makedirs(folder, exist_ok=True)
meetings = Table("rapat", "rapat_id", "rapat_jenis", "rapat_seri", "rapat_ke", "rapat_judul", "rapat_wilayah", "rapat_mulai",
                 "rapat_selesai", "rapat_waktu", "rapat_tempat", "rapat_pimpinan", "rapat_notulis", "rapat_acara",
                 "rapat_pembahasan", "rapat_kesimpulan")
quotas = Table("rapat_kuota", "kuota_rapat", "kuota_peran", "kuota_unit", "kuota_jumlah")
attendance = Table("rapat_hadir", "hadir_rapat", "hadir_hari", "hadir_nomor", "hadir_nama", "hadir_jk", "hadir_peran",
                   "hadir_jabatan", "hadir_unit")
agreements = Table("kesepakatan", "sepakat_rapat", "sepakat_nomor", "sepakat_isi")
delegations = Table("delegasi", "delegasi_rapat", "delegasi_nomor", "delegasi_nama", "delegasi_jabatan", "delegasi_tanda_tangan")
issues = Table("isu", "isu_rapat", "isu_nomor", "isu_uraian", "isu_kategori", "isu_komponen", "isu_berat", "isu_kelas",
               "isu_pemilik", "isu_tanggal")
actions = Table("tindak_lanjut", "tl_rapat", "tl_nomor", "tl_masalah", "tl_kegiatan", "tl_keluaran", "tl_lokasi", "tl_volume",
                "tl_satuan", "tl_mulai", "tl_selesai", "tl_penanggung_jawab", "tl_pihak_terkait", "tl_biaya",
                "tl_sumber_dana", "tl_komponen", "tl_isu", "tl_status", "tl_tanggal_status", "tl_bukti", "tl_keterangan")
progress = Table("tindak_lanjut_kemajuan", "kem_rapat", "kem_nomor", "kem_tanggal", "kem_pihak", "kem_status", "kem_uraian",
                 "kem_bukti")
components = Table("kemajuan_komponen", "kk_program", "kk_komponen", "kk_instansi", "kk_rapat", "kk_rencana_fisik",
                   "kk_realisasi_fisik", "kk_dicapai", "kk_kendala", "kk_akselerasi", "kk_keberlanjutan")
results = Table("hasil_program", "hp_program", "hp_indikator", "hp_rapat", "hp_satuan", "hp_awal", "hp_target", "hp_capaian")
ratings = Table("peringkat_misi", "pm_rapat", "pm_hal", "pm_nilai")


def met(meeting, year, held, region):
    """What belongs to any meeting."""
    for number, role in enumerate(ROLES, 1):
        quotas.row(meeting, role, "", 4)
        delegations.row(meeting, number, f"Delegasi {role}", role, held if rnd.random() < 0.7 else "")
    for number in range(1, 21):
        attendance.row(meeting, held, number, f"Orang {rnd.randint(1, 50_000)}", rnd.choice("LP"), rnd.choice(ROLES), "Staf",
                       "DPMD")
    for number in range(1, 6):
        agreements.row(meeting, number, words(12))
        issues.row(meeting, number, words(10), rnd.choice(["dana", "data", "sarana"]), rnd.choice(COMPONENTS),
                   rnd.choice(["ringan", "sedang", "berat"]), rnd.choice(["pendorong", "kendala"]), "DPMD", held)
    for number in range(1, ACTIONS + 1):
        # The same action comes up at many meetings, and some twice at one.
        what = f"{WORDS[number]} {rnd.choice(WORDS)} tahap {rnd.randint(1, 20)} {words(3)}" if rnd.random() < 0.8 else "Rapat desa"
        status = rnd.choice(["belum", "proses", "sudah"])
        actions.row(meeting, number, words(6), what, words(4), rnd.choice(kecamatan.get(region) or kabupaten), rnd.randint(1, 20),
                    "paket", day(year, 7), day(year, 12), rnd.choice(PARTIES), "Bappeda, DPMD",
                    rnd.randint(1, 50) * 1_000_000, "APBD", rnd.choice(COMPONENTS),
                    rnd.randint(1, 5) if number % 3 == 0 else "", status, day(year, 10) if status == "sudah" else "",
                    "Laporan" if status == "sudah" else "", words(5))
        if number % 2 == 0:
            progress.row(meeting, number, day(year, 11), "", rnd.choice(["proses", "selesai"]), words(4), "")


for index in range(MEETINGS - MISSIONS):
    region = kabupaten[index % len(kabupaten)]
    year = 2015 + index // len(kabupaten)
    meeting, held = f"rakor-{region}-{year}", day(year, rnd.randint(1, 6))
    meetings.row(meeting, "rakor", f"rakor-{region}", year - 2014, f"Rakor {region} {year}", region, held, held, "09.00",
                 "Kantor Bupati", "Sekda", "Kabid PMD", words(10), words(120), words(40))
    met(meeting, year, held, region)
for index in range(MISSIONS):
    year = 2015 + index // 2
    meeting, held = f"misi-{index + 1}", f"{year}-{4 + 7 * (index % 2):02d}-21"
    meetings.row(meeting, "misi", "misi", index + 1, f"Misi {index + 1}", "", held, held, "09.00", "Jakarta", "Dirjen", "Ketua tim",
                 words(10), words(120), words(40))
    met(meeting, year, held, "")
    for component in COMPONENTS:
        for agency in AGENCIES:
            components.row("P3PD", component, agency, meeting, 50, rnd.randint(20, 60), words(15), words(15), words(8), words(8))
        ratings.row(meeting, component, rnd.choice(["mu", "ms", "s"]))
    for number in range(1, 11):
        results.row("P3PD", f"Indikator {number}", meeting, "desa", 0, 100, rnd.randint(0, 100))

aspirations = Table("aspirasi", "asp_rapat", "asp_nomor", "asp_desa", "asp_tema", "asp_isi", "asp_usulan", "asp_rencana",
                    "asp_anggaran", "asp_jawaban")
inside = {code: [village for district in below for village in desa.get(district, [])] for code, below in kecamatan.items()}
for number in range(ASPIRATIONS):
    region = rnd.choice([code for code in kabupaten[:300] if inside.get(code)])
    reached = rnd.randint(0, 3)
    aspirations.row(f"rakor-{region}-{rnd.randint(2015, 2023)}", number + 1, rnd.choice(inside[region]),
                    rnd.choice(["jalan", "air", "kesehatan", "pendidikan"]), words(8), *[
                        "baris" if reached > stage else "" for stage in range(3)], words(6) if reached else "")

facilitators = Table("pendamping", "pd_jabatan", "pd_nama", "pd_wilayah", "pd_mulai", "pd_selesai")
people = 0
for district, villages in desa.items():
    for post, share in (("pd", 0.95), ("pdti", 0.9)):
        if rnd.random() < share:
            people += 1
            facilitators.row(post, f"Pendamping {people}", district, "2023-01-01", "2026-12-31")
    served = villages[:]
    while served:
        people += 1
        taken, served = served[:3], served[3:]
        for village in taken:
            if rnd.random() < 0.97:
                facilitators.row("pld", f"Pendamping {people}", village, "2023-01-01", "2026-12-31")
