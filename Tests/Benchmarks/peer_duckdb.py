#!/usr/bin/env python3
"""DuckDB's part in the benchmark: a keyed upsert of one file into a fresh database, checkpoint included.

    peer_duckdb.py wide|long|ledger FILE DATABASE

Prints the seconds of the work itself, from opening the database to closing it, and the rows it holds. Starting Python
and importing DuckDB are not counted, in DuckDB's favour.
"""
import json
import sys
import time

import duckdb

shape, file, database = sys.argv[1:4]
quoted = file.replace("'", "''")

texts = ["kode_desa"] + (["kode_kegiatan", "kode_rekening"] if shape == "ledger" else [])
types = ", ".join(f"'{name}':'VARCHAR'" for name in texts)
start = time.perf_counter()
connection = duckdb.connect(database)
if shape == "wide":
    with open(file, encoding="utf-8") as f:
        header = f.readline().strip().split(",")
    columns = ",".join(f"{name} DOUBLE" for name in header[3:-1])
    connection.execute(f"create table idm(kode_desa VARCHAR, nama_desa VARCHAR, tahun INTEGER, {columns}, status VARCHAR, "
                       "primary key(tahun, kode_desa))")
elif shape == "ledger":
    connection.execute("create table idm(kode_desa VARCHAR, tahun INTEGER, kode_kegiatan VARCHAR, kode_rekening VARCHAR, "
                       "sumber_dana VARCHAR, anggaran BIGINT, realisasi BIGINT, "
                       "primary key(tahun, kode_desa, kode_kegiatan, kode_rekening, sumber_dana))")
else:
    connection.execute("create table idm(kode_desa VARCHAR, tahun INTEGER, indikator VARCHAR, nilai DOUBLE, "
                       "primary key(indikator, tahun, kode_desa))")
connection.execute(f"insert or replace into idm select * from read_csv('{quoted}', header=true, types={{{types}}})")
connection.execute("checkpoint")
connection.close()
seconds = time.perf_counter() - start

rows = duckdb.connect(database, read_only=True).execute("select count(*) from idm").fetchone()[0]
print(json.dumps({"seconds": seconds, "rows": rows}))
