#!/usr/bin/env python3
"""DuckDB's part in the report benchmarks: the question behind a report, over the same rows.

    peer_query.py load DATABASE FILE…                 one table of all years, keyed by year and village
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

year = int(rest[0])
prefix = rest[1] if len(rest) > 1 else ""
# Desa and desa adat count, kelurahan do not; a region's rows begin with its code.
within = f"kode_desa like '{prefix}%' and substr(kode_desa, 10, 1) in ('2', '3')"
below = 2 if not prefix else len(prefix) + 3
question = {
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
