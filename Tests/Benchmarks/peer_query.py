#!/usr/bin/env python3
"""DuckDB's part in the report benchmarks: the question behind a report, over the same rows.

    peer_query.py load DATABASE FILE…                 one table of all years, keyed by year and village
    peer_query.py load_ledger DATABASE FILE…          the lines of village budgets of all years
    peer_query.py shares|income DATABASE YEAR [PREFIX]
    peer_query.py status|transition|trend|profile DATABASE YEAR [PREFIX]

Prints the seconds from opening the database to the last row of the answer, and the rows of that. Starting Python and
importing DuckDB are not counted, in DuckDB's favour; it looks no village up in a register and draws up no report.
"""
import json
import sys
import time

import duckdb

task, database, *rest = sys.argv[1:]

if task == "load":
    with open(rest[0], encoding="utf-8") as f:
        header = f.readline().strip().split(",")
    columns = ",".join(f"{name} DOUBLE" for name in header[3:-1])
    connection = duckdb.connect(database)
    connection.execute(f"create table idm(kode_desa VARCHAR, nama_desa VARCHAR, tahun INTEGER, {columns}, status VARCHAR, "
                       "primary key(tahun, kode_desa))")
    for file in rest:
        quoted = file.replace("'", "''")
        connection.execute(f"insert into idm select * from read_csv('{quoted}', header=true, types={{'kode_desa':'VARCHAR'}})")
    connection.execute("checkpoint")
    connection.close()
    sys.exit()

if task == "load_ledger":
    connection = duckdb.connect(database)
    connection.execute("create table ledger(kode_desa VARCHAR, tahun INTEGER, kode_kegiatan VARCHAR, kode_rekening VARCHAR, "
                       "sumber_dana VARCHAR, anggaran BIGINT, realisasi BIGINT)")
    for file in rest:
        quoted = file.replace("'", "''")
        connection.execute(f"insert into ledger select * from read_csv('{quoted}', header=true, "
                           "types={'kode_desa':'VARCHAR','kode_kegiatan':'VARCHAR','kode_rekening':'VARCHAR'})")
    connection.execute("checkpoint")
    connection.close()
    sys.exit()

year = int(rest[0])
prefix = rest[1] if len(rest) > 1 else ""
# Desa and desa adat count, kelurahan do not; a region's rows begin with its code.
within = f"kode_desa like '{prefix}%' and substr(kode_desa, 10, 1) in ('2', '3')"
below = 2 if not prefix else len(prefix) + 3
# The first letters of activities that are basic services, roughly as the plugin of the nation has them.
services = "kode_kegiatan like '2.1.%' or kode_kegiatan like '2.2.%' or kode_kegiatan like '2.4.%' or kode_kegiatan like '5.3%'"
question = {
    "shares": f"select substr(kode_desa, 1, {below}), count(distinct kode_desa), sum(anggaran), sum(realisasi), "
              f"sum(anggaran) filter (where {services}), sum(realisasi) filter (where {services}) from ledger "
              f"where tahun = {year} and {within} and kode_rekening like '5%' group by all order by all",
    "income": f"select substr(kode_desa, 1, {below}), substr(kode_rekening, 1, 5), sum(anggaran), sum(realisasi) from ledger "
              f"where tahun = {year} and {within} and kode_rekening like '4%' group by all order by all",
    "status": f"select substr(kode_desa, 1, {below}), status, count(*), avg(idm) from idm "
              f"where tahun = {year} and {within} group by all order by all",
    "transition": "select substr(b.kode_desa, 1, 2), a.status, b.status, count(*) from idm b left join idm a "
                  f"on a.kode_desa = b.kode_desa and a.tahun = {year - 1} "
                  f"where b.tahun = {year} and {within.replace('kode_desa', 'b.kode_desa')} group by all order by all",
    "trend": "select tahun, count(idm), avg(idm), quantile_cont(idm, [0.25, 0.5, 0.75]) from idm "
             f"where {within} group by tahun order by tahun",
    "profile": f"select *, (select count(*) from idm o where o.tahun = {year} and o.idm > v.idm "
               f"and o.kode_desa like '{prefix[:8]}%'), (select count(*) from idm o where o.tahun = {year} "
               f"and o.idm > v.idm and o.kode_desa like '{prefix[:5]}%') "
               f"from idm v where tahun = {year} and kode_desa = '{prefix}'",
}[task]
start = time.perf_counter()
connection = duckdb.connect(database, read_only=True)
rows = connection.execute(question).fetchall()
connection.close()
print(json.dumps({"seconds": time.perf_counter() - start, "rows": len(rows)}))
