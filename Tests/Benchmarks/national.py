#!/usr/bin/env python3
"""Makes national-scale inputs for the benchmarks, the same bytes for the same seed. Standard library only.

    python3 national.py OUT [--years 2015-2024] [--long 2024] [--villages 0] [--seed 1]

OUT/register.csv        code,name: 38 provinces, 514 kabupaten and kota, 7,285 kecamatan, 83,762 villages
OUT/idm_wide_YEAR.csv   kode_desa,nama_desa,tahun,iks01..iks35,ike01..ike12,ikl01..ikl03,iks,ike,ikl,idm,status
OUT/idm_long_YEAR.csv   kode_desa,tahun,indikator,nilai: 54 rows a village, for the years named with --long

The places are invented; their numbers at each level, and those of desa, kelurahan and desa adat, are those of the
register of 2025. The scores follow the shares of ten thousand published records, indicator by indicator, and vary
together as those do: a village that is good at one thing tends to be good at others.
"""
import argparse
import bisect
import csv
import os
import random
import statistics
import sys

PROVINCES = [*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 97)]
KABUPATEN, KOTA, KECAMATAN, VILLAGES = 416, 98, 7_285, 83_762
KELURAHAN, DESA_ADAT = 8_496, 14

# Of a thousand villages, how many score at most 0, 1, 2, 3 and 4.
AT_MOST = {
    "iks01": (0, 5, 8, 11, 26),
    "iks02": (727, 727, 727, 727, 727),
    "iks03": (0, 41, 41, 41, 41),
    "iks04": (332, 332, 532, 667, 809),
    "iks05": (0, 14, 299, 601, 735),
    "iks06": (0, 203, 232, 283, 374),
    "iks07": (0, 17, 21, 49, 60),
    "iks08": (0, 6, 6, 6, 12),
    "iks09": (0, 71, 73, 83, 109),
    "iks10": (0, 167, 182, 220, 284),
    "iks11": (0, 175, 175, 175, 175),
    "iks12": (0, 813, 813, 813, 813),
    "iks13": (0, 816, 816, 816, 816),
    "iks14": (0, 556, 556, 556, 556),
    "iks15": (0, 7, 7, 7, 7),
    "iks16": (6, 6, 6, 70, 70),
    "iks17": (0, 399, 399, 399, 399),
    "iks18": (149, 361, 722, 870, 930),
    "iks19": (89, 295, 652, 813, 892),
    "iks20": (0, 480, 480, 480, 480),
    "iks21": (0, 245, 245, 245, 245),
    "iks22": (0, 309, 309, 309, 309),
    "iks23": (0, 187, 187, 187, 187),
    "iks24": (0, 190, 190, 190, 190),
    "iks25": (0, 115, 115, 115, 115),
    "iks26": (0, 0, 22, 45, 118),
    "iks27": (0, 1, 1, 481, 490),
    "iks28": (0, 43, 62, 154, 267),
    "iks29": (34, 34, 34, 322, 322),
    "iks30": (0, 340, 340, 340, 340),
    "iks31": (0, 287, 287, 287, 287),
    "iks32": (29, 29, 29, 65, 89),
    "iks33": (51, 132, 132, 132, 828),
    "iks34": (0, 1, 15, 60, 392),
    "iks35": (0, 4, 12, 40, 400),
    "ike01": (0, 311, 311, 370, 370),
    "ike02": (0, 262, 283, 302, 337),
    "ike03": (0, 654, 654, 821, 821),
    "ike04": (0, 104, 136, 175, 213),
    "ike05": (231, 231, 231, 902, 902),
    "ike06": (686, 686, 686, 869, 869),
    "ike07": (774, 774, 774, 909, 909),
    "ike08": (0, 420, 680, 885, 963),
    "ike09": (0, 129, 129, 701, 701),
    "ike10": (0, 361, 361, 661, 661),
    "ike11": (0, 61, 61, 193, 193),
    "ike12": (0, 12, 12, 70, 291),
    "ikl01": (9, 9, 27, 76, 186),
    "ikl02": (11, 11, 11, 94, 407),
    "ikl03": (623, 623, 623, 818, 914),
}
# How much of what a village scores is the village rather than chance; gives the spread of the published totals.
COMMON = 0.43
STATUSES = ["SANGAT TERTINGGAL", "TERTINGGAL", "BERKEMBANG", "MAJU", "MANDIRI"]
UPPER_BOUNDS = [0.4907, 0.5989, 0.7072, 0.8155]
INDICES = ["iks", "ike", "ikl", "idm"]

SYLLABLES = "ba be bu da du ga gu ja ka ku la lo lu ma me mu na ni pa pu ra ri sa se si su ta ti tu wa wi ya".split()
ENDINGS = ["", "", "ng", "n", "r", "h", "k"]
SURNAMES = ["", "", "", " Baru", " Indah", " Jaya", " Makmur", " Raya", " Hulu", " Hilir", " I", " II", " Timur", " Barat"]


def shares(total, parts, rnd, least=1):
    """`total` dealt out to `parts`, unevenly, at least `least` each."""
    weights = [rnd.uniform(0.4, 1.6) for _ in range(parts)]
    spare, scale = total - least * parts, sum(weights)
    dealt = [least + int(spare * w / scale) for w in weights]
    for i in rnd.sample(range(parts), total - sum(dealt)):
        dealt[i] += 1
    return dealt


def place_name(rnd):
    words = "".join(rnd.choice(SYLLABLES) for _ in range(rnd.randint(2, 4))) + rnd.choice(ENDINGS)
    return words.capitalize() + rnd.choice(SURNAMES)


def register(rnd):
    """(code, name) of every region in the order of the codes."""
    seats = [(p, n, n >= 71) for p, (regencies, cities) in zip(PROVINCES, zip(
        shares(KABUPATEN, len(PROVINCES), rnd), shares(KOTA, len(PROVINCES), rnd)))
        for n in [*range(1, regencies + 1), *range(71, 71 + cities)]]
    districts = [(p, n, d, city) for (p, n, city), count in zip(seats, shares(KECAMATAN, len(seats), rnd, least=3))
                 for d in range(1, count + 1)]
    counts = shares(VILLAGES, len(districts), rnd, least=2)
    # Kelurahan fill the kota first, then the seats of kabupaten.
    urban = {}
    left = KELURAHAN
    for index in sorted(range(len(districts)), key=lambda i: (not districts[i][3], districts[i][2], i)):
        urban[index] = min(left, counts[index])
        left -= urban[index]
    adat = set(rnd.sample([i for i in range(len(districts)) if counts[i] > urban[i]], DESA_ADAT))

    province = regency = None
    for index, (p, n, d, city) in enumerate(districts):
        if p != province:
            province = p
            yield f"{p}", place_name(rnd)
        if (p, n) != regency:
            regency = (p, n)
            yield f"{p}.{n:02d}", ("Kota " if city else "Kabupaten ") + place_name(rnd)
        yield f"{p}.{n:02d}.{d:02d}", place_name(rnd)
        units = [1001 + i for i in range(urban[index])] + [2001 + i for i in range(counts[index] - urban[index])]
        if index in adat:
            units[-1] = 3001
        for unit in sorted(units):
            yield f"{p}.{n:02d}.{d:02d}.{unit}", place_name(rnd)


def score_records(count, rnd):
    """`count` records of fifty scores, the four indices and the status, as the ministry prints them."""
    normal = statistics.NormalDist()
    # The bound on the normal scale up to which a village scores 0, 1, 2, 3, 4.
    bounds = [[normal.inv_cdf(min(max(share / 1000, 1e-6), 1 - 1e-6)) for share in row] for row in AT_MOST.values()]
    own = (1 - COMMON**2) ** 0.5
    records = []
    for _ in range(count):
        village = COMMON * rnd.gauss(0, 1)
        scores = [bisect.bisect_left(row, village + own * rnd.gauss(0, 1)) for row in bounds]
        iks, ike, ikl = sum(scores[:35]) / 175, sum(scores[35:47]) / 60, sum(scores[47:]) / 15
        idm = (iks + ike + ikl) / 3
        status = STATUSES[bisect.bisect_left(UPPER_BOUNDS, round(idm, 4))]
        records.append([*map(str, scores), *(f"{value:.6f}" for value in (iks, ike, ikl, idm)), status])
    return records


def years_of(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1) if text else range(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("--years", default="2024", help="a year or a range, 2015-2024")
    parser.add_argument("--long", default="2024", help="the years that get a long file too, in the same form")
    parser.add_argument("--villages", type=int, default=0, help="scores for the first N villages only")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)

    regions = list(register(random.Random(options.seed)))
    with open(os.path.join(options.out, "register.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name"])
        writer.writerows(regions)
    villages = [region for region in regions if len(region[0]) == 13]
    villages = villages[: options.villages] if options.villages else villages

    fields = [*AT_MOST, *INDICES]
    records = score_records(10_000, random.Random(options.seed))
    for year in years_of(options.years):
        rnd = random.Random(options.seed * 10_000 + year)
        drawn = rnd.choices(records, k=len(villages))
        with open(os.path.join(options.out, f"idm_wide_{year}.csv"), "w", encoding="utf-8") as file:
            file.write(",".join(["kode_desa", "nama_desa", "tahun", *fields, "status"]) + "\n")
            file.writelines(f"{code},{name},{year},{','.join(record)}\n" for (code, name), record in zip(villages, drawn))
        if year not in years_of(options.long):
            continue
        with open(os.path.join(options.out, f"idm_long_{year}.csv"), "w", encoding="utf-8") as file:
            file.write("kode_desa,tahun,indikator,nilai\n")
            for (code, _), record in zip(villages, drawn):
                file.write("".join(f"{code},{year},{field},{value}\n" for field, value in zip(fields, record)))
    print(f"{len(villages)} villages, years {options.years}, in {options.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
