extension DiagnosticCatalogue {
  static let rows = Group(
    title: LocalizedText(id: "Baris, periode dan kunci", en: "Rows, periods and keys"),
    kinds: [
      DiagnosticKind(
        "row-duplicate", .error, frictionless: "primary-key", id: "Kunci yang sama sudah ada di baris lain berkas ini.",
        en: "The same key stands in another row of the file.",
        fixID: "Hapus salah satu, atau jumlahkan (repeats: add).",
        fixEN: "Remove one, or have them added up (repeats: add).",
        example: "idm.csv:9: galat: 64.02.01.2001 sudah ada di baris 5"),
      DiagnosticKind(
        "key-missing", .error, frictionless: "primary-key", id: "Kolom kunci baris ini tidak diisi.",
        en: "A key field of the row is blank.", fixID: "Isi kolom kuncinya.", fixEN: "Fill in the key field.",
        example: "galat: kunci `sumber` dataset `apbdes` tidak diisi"),
      DiagnosticKind(
        "budget-parent-line", .error, frictionless: "constraint-error",
        id: "Baris APB Desa menyebut kegiatan atau rekening induk, dan berkasnya tidak punya rinciannya.",
        en: "A row of a budget names a parent activity or account, and the file has no line below it.",
        fixID: "Tulis rinciannya, atau hapus baris jumlah itu.",
        fixEN: "Name what stands below it, or remove that row of a sum.",
        example:
          "apbdes.csv:9:3: galat: kegiatan 2.1 adalah induk tanpa rincian di berkas ini; jumlah induk tidak disimpan"),
      DiagnosticKind(
        "rows-subtotals", .note, frictionless: nil,
        id: "Baris jumlah kegiatan atau rekening cocok dengan rinciannya dan tidak disimpan.",
        en: "Rows of sums of activities or accounts are what their lines add up to, and were not stored.",
        fixID: "Tidak perlu apa-apa.", fixEN: "Nothing to do.",
        example: "apbdes.csv: catatan: 12 baris jumlah cocok dengan rinciannya, tidak disimpan"),
      DiagnosticKind(
        "budget-account", .error, frictionless: "constraint-error",
        id: "Rekening bukan pendapatan, belanja atau pembiayaan.",
        en: "The account is neither income, spending nor financing.", fixID: "Perbaiki kode rekeningnya.",
        fixEN: "Correct the account.",
        example: "apbdes.csv:9:4: galat: rekening 7.1.1 bukan pendapatan (4), belanja (5) atau pembiayaan (6)"),
      DiagnosticKind(
        "budget-activity-missing", .error, frictionless: "constraint-error", id: "Baris belanja tanpa kegiatan.",
        en: "A line of spending without an activity.", fixID: "Isi kode kegiatannya.", fixEN: "Name the activity.",
        example: "apbdes.csv:9:3: galat: baris belanja tanpa kegiatan"),
      DiagnosticKind(
        "budget-activity-needless", .error, frictionless: "constraint-error",
        id: "Baris pendapatan atau penerimaan menyebut kegiatan.",
        en: "A line of income or a receipt names an activity.",
        fixID: "Kosongkan kegiatannya, atau perbaiki rekeningnya.",
        fixEN: "Clear the activity, or correct the account.",
        example:
          "apbdes.csv:9:3: galat: rekening 4.2.1.01 adalah pendapatan atau penerimaan, tidak punya kegiatan 2.1.01"),
      DiagnosticKind(
        "budget-activity-local", .warning, frictionless: nil, id: "Kegiatan tambahan daerah (90–99) diterima.",
        en: "A local activity (90–99) is accepted.", fixID: "Sebutkan artinya di budget.local_activities.",
        fixEN: "Say what it stands for in budget.local_activities.",
        example: "apbdes.csv:9:3: peringatan: kegiatan 2.1.90 adalah tambahan daerah (90–99); diterima"),
      DiagnosticKind(
        "budget-unplanned", .warning, frictionless: nil, id: "Realisasi tanpa anggaran.",
        en: "Something was realised without a plan.", fixID: "Periksa kegiatan, rekening dan sumber dananya.",
        fixEN: "Check its activity, account and fund.",
        example: "apbdes.csv:9:7: peringatan: realisasi 5000000 tanpa anggaran"),
      DiagnosticKind(
        "budget-unbalanced", .warning, frictionless: nil,
        id: "Pendapatan dan penerimaan tidak sama dengan belanja dan pengeluaran.",
        en: "Income and receipts are not spending and payments.",
        fixID: "Periksa apakah ada baris yang kurang atau terbaca dua kali.",
        fixEN: "See whether a line is missing or stands twice.",
        example:
          "apbdes.csv:2: peringatan: 53.06.13.2001, APB Desa 2024: pendapatan dan penerimaan 100, belanja dan pengeluaran 90, selisih 10"
      ),
      DiagnosticKind(
        "rows-withheld", .warning, frictionless: nil,
        id: "Baris lama tetap disimpan karena baris yang ditolak mungkin memaksudkannya.",
        en: "Stored rows stay, as rejected rows may have meant them.",
        fixID: "Perbaiki baris yang ditolak, lalu impor lagi berkas itu seluruhnya.",
        fixEN: "Correct the rejected rows, and import the whole file again.",
        example:
          "apbdes.csv: peringatan: 3 baris lama yang tidak ada lagi di berkas ini tetap disimpan, karena baris yang ditolak mungkin memaksudkannya; jumlah desa itu dapat terlalu besar"
      ),
      DiagnosticKind(
        "budget-not-judged", .note, frictionless: nil,
        id: "Keseimbangan anggaran tidak dinilai: sebagian barisnya ditolak, atau berkasnya hanya memuat satu sisi.",
        en: "The balance of budgets was not judged: some of their rows were rejected, or the file holds one side only.",
        fixID: "Perbaiki baris yang ditolak, atau lengkapi berkasnya, lalu impor lagi.",
        fixEN: "Correct the rejected rows, or complete the file, and import again.",
        example: "apbdes.csv: catatan: keseimbangan 2 anggaran tidak dinilai: sebagian barisnya ditolak"),
      DiagnosticKind(
        "budget-version-order", .warning, frictionless: nil, id: "Perubahan anggaran tanpa versi tepat sebelumnya.",
        en: "A change of a budget without the version just before it.",
        fixID: "Impor juga versi itu, atau periksa kolom versi.",
        fixEN: "Import that version as well, or check the column of versions.",
        example: "apbdes.csv:2: peringatan: 53.06.13.2001 2024: Perubahan 2 tanpa Perubahan 1 sebelumnya"),
      DiagnosticKind(
        "budget-change-sum", .warning, frictionless: nil, id: "Anggaran setelah perubahan bukan jumlah keduanya.",
        en: "The plan after a change is not the sum of the two.", fixID: "Periksa ekspornya; jumlahnya yang disimpan.",
        fixEN: "Check the export; the sum is stored.",
        example: "peringatan: anggaran 400 dan perubahan 100 berjumlah 500, tertulis 700"),
      DiagnosticKind(
        "budget-subtotal", .warning, frictionless: nil, id: "Jumlah di sumber berbeda dari rinciannya.",
        en: "A sum of the source differs from its lines.",
        fixID: "Periksa apakah ada baris yang kurang, ganda atau ditolak; rinciannya yang disimpan.",
        fixEN: "See whether lines are missing, stand twice or were rejected; the lines are stored.",
        example:
          "apbdes.csv:9:6: peringatan: jumlah 2.2 / 5.2 tertulis 600, rinciannya berjumlah 400, selisih 200"),
      DiagnosticKind(
        "budget-name-read", .warning, frictionless: nil, id: "Kegiatan atau rekening dicari dari uraiannya.",
        en: "An activity or account was found by its name.",
        fixID: "Bila keliru, tulis kode yang benar di kolom kode baris itu.",
        fixEN: "If it is wrong, write the right code in that row's column of codes.",
        example:
          "apbdes.xlsx[APBDES]:41:3: peringatan: `Pembangunan Drainase RT 2` dibaca sebagai 2.3.14 Pembangunan/Rehabilitasi/Peningkatan Prasarana Jalan Desa"
      ),
      DiagnosticKind(
        "budget-name-unknown", .error, frictionless: "constraint-error",
        id: "Uraian itu tidak jelas kegiatan atau rekening yang mana.",
        en: "Which activity or account a name stands for is not clear.",
        fixID: "Tulis kodenya di kolom kode baris itu, atau --set sebutan=\"kata = kode\".",
        fixEN: "Write its code in that row's column of codes, or --set sebutan=\"words = code\".",
        example: "apbdes.xlsx[APBDES]:47:3: galat: `Pelaksanaan Kegiatan PKTD`: kegiatan 2 yang mana tidak jelas"),
      DiagnosticKind(
        "budget-cell-broken", .error, frictionless: "type-error", id: "Sel itu rumus yang kehilangan rujukannya.",
        en: "The cell is a formula that lost what it refers to.",
        fixID: "Perbaiki rumusnya atau ketik nilainya, simpan, lalu impor lagi.",
        fixEN: "Mend the formula or type the value, save, and import again.",
        example:
          "apbdes.xlsx[APBDES]:60:5: galat: `#REF!` bukan nilai: rumusnya kehilangan sel atau lembar yang dirujuk"),
      DiagnosticKind(
        "budget-funds-several", .error, frictionless: "constraint-error", id: "Beberapa sumber dana dalam satu sel.",
        en: "Several funds in one cell.",
        fixID: "Pecah menjadi satu baris per sumber dana, atau rinci di lembar RAB dengan jumlah yang sama.",
        fixEN: "Split the row by fund, or detail it in a costing sheet of the same amount.",
        example:
          "apbdes.xlsx[APBDES]:24:6: galat: beberapa sumber dana dalam satu sel: `ADD, DDS`, tanpa rincian per sumber"),
      DiagnosticKind(
        "budget-funds-other", .warning, frictionless: nil, id: "Sumber dana di RAB berbeda; RAB yang dipakai.",
        en: "The costing names another fund and is taken.", fixID: "Samakan keduanya.", fixEN: "Make the two agree.",
        example:
          "apbdes.xlsx[APBDES]:29:6: peringatan: sumber dana di sini `PBH`, di RAB-nya ADD, PBH; RAB yang dipakai"),
      DiagnosticKind(
        "budget-code-contradicts", .warning, frictionless: nil,
        id: "Kode rekening di RAB tidak cocok dengan uraiannya.",
        en: "The account in a costing does not fit its name.", fixID: "Perbaiki kode rekening di lembar RAB itu.",
        fixEN: "Correct the account in that costing sheet.",
        example:
          "apbdes.xlsx[PERANGKAT]:15: peringatan: rekening `5.1.1.01.` tidak cocok dengan uraiannya `Penghasilan Tetap Perangkat Desa`; dibaca 5.1.2.01"
      ),
      DiagnosticKind(
        "budget-account-undetailed", .warning, frictionless: nil,
        id: "Kegiatan tanpa rekening yang jelas; disimpan pada rekening 5 Belanja.",
        en: "Activities without a clear account are stored under the account 5 Belanja.",
        fixID: "Rinci di lembar RAB berekening dengan jumlah yang sama.",
        fixEN: "Detail them in costing sheets with accounts of the same amount.",
        example:
          "apbdes.xlsx[APBDES]:23: peringatan: 2 kegiatan (jumlah 144804800) tanpa rekening yang jelas; disimpan pada rekening 5 Belanja"
      ),
      DiagnosticKind(
        "budget-sheet-read", .note, frictionless: nil, id: "Lembar yang dibaca sebagai APB Desa.",
        en: "The sheet that was read as the budget.", fixID: "Bila keliru, pilih dengan --set sheet=NAMA.",
        fixEN: "If it is wrong, choose with --set sheet=NAME.",
        example: "apbdes.xlsx[APBDES]: catatan: APB Desa 2026 dibaca dari lembar `APBDES`"),
      DiagnosticKind(
        "budget-sheets-several", .error, frictionless: nil, id: "Beberapa lembar memuat APB Desa.",
        en: "Several sheets hold a budget.", fixID: "Pilih dengan --set sheet=NAMA.",
        fixEN: "Choose with --set sheet=NAME.",
        example: "apbdes.xlsx: galat: beberapa lembar memuat APB Desa: `APBDES` (2026), `PERUBAHAN` (2026)"),
      DiagnosticKind(
        "budget-sheet-other-year", .warning, frictionless: nil, id: "Lembar bertahun lain tidak dibaca.",
        en: "A sheet of another year was not read.", fixID: "Bila lembar itu benar, perbaiki tahun pada judulnya.",
        fixEN: "If the sheet is right, correct the year in its title.",
        example:
          "apbdes.xlsx[PENGELUARAN PEMBIAYAAN]: peringatan: lembar `PENGELUARAN PEMBIAYAAN` berjudul tahun 2024, APB Desa ini 2026; tidak dibaca"
      ),
      DiagnosticKind(
        "codes-missing", .error, frictionless: nil, id: "Daftar kode yang diperlukan belum dimuat.",
        en: "A list of codes that is needed is not loaded.", fixID: "Muat dengan importir `code_list`.",
        fixEN: "Load it with the importer `code_list`.",
        example: "galat: daftar kegiatan dan rekening desa belum dimuat"),
      DiagnosticKind(
        "codes-unchecked", .warning, frictionless: nil, id: "Daftar kode belum dimuat; kode apa pun diterima.",
        en: "A list of codes is not loaded; any code is taken.",
        fixID: "Muat daftarnya dengan importir `code_list`, lalu impor lagi.",
        fixEN: "Load the list with the importer `code_list`, then import again.",
        example: "apbdes.csv: peringatan: daftar `kegiatan_desa` belum dimuat: kodenya disimpan tanpa diperiksa"),
      DiagnosticKind(
        "budget-blank-lines", .note, frictionless: nil, id: "Baris tanpa nilai tidak disimpan.",
        en: "Rows without an amount were not stored.", fixID: "Tidak perlu apa-apa.", fixEN: "Nothing.",
        example: "apbdes.xlsx: catatan: 3 baris tanpa nilai tidak disimpan"),
      DiagnosticKind(
        "siskeudes-table-missing", .error, frictionless: nil, id: "Bukan ekspor Siskeudes yang utuh.",
        en: "Not a whole Siskeudes export.", fixID: "Ekspor ulang dari Siskeudes dengan semua tabel.",
        fixEN: "Export from Siskeudes again with all tables.",
        example:
          "siskeudes.zip: galat: bukan ekspor Siskeudes yang utuh: tabel Ref_Version dengan kolom Versi tidak ada atau kosong"
      ),
      DiagnosticKind(
        "siskeudes-table-twice", .error, frictionless: nil, id: "Tabel yang sama ada lebih dari sekali dalam ekspor.",
        en: "An export holds the same table more than once.",
        fixID: "Sisakan satu; ekspor dari beberapa komputer diimpor sendiri-sendiri.",
        fixEN: "Leave one; import exports from several computers one by one.",
        example:
          "siskeudes.zip: galat: tabel Ta_RABRinci ada lebih dari sekali: `a/Ta_RABRinci.csv`, `b/Ta_RABRinci.csv`"),
      DiagnosticKind(
        "siskeudes-version", .warning, frictionless: nil, id: "Versi Siskeudes tidak dikenal.",
        en: "A version of Siskeudes that is not known.", fixID: "Periksa jumlah yang tersimpan terhadap Siskeudes.",
        fixEN: "Check the sums that were stored against Siskeudes.",
        example:
          "siskeudes.zip!Ref_Version.csv:2:1: peringatan: versi Siskeudes `abc` tidak dikenal; yang dikenal 2.0.x"),
      DiagnosticKind(
        "kind-not-counted", .warning, frictionless: nil,
        id: "Baris kelurahan disimpan, tetapi dataset ini hanya menghitung desa.",
        en: "Rows of urban wards are kept, but the dataset counts villages only.", fixID: "Tidak perlu apa-apa.",
        fixEN: "Nothing.",
        example:
          "idm.csv:9: peringatan: 2 baris bukan desa, desa adat (kelurahan): disimpan, tetapi tidak pernah dihitung"),
      DiagnosticKind(
        "period-contradicts", .error, frictionless: "constraint-error",
        id: "Periode baris berbeda dari periode yang diberikan.", en: "The row's own period is not the one given.",
        fixID: "Perbaiki opsi period, atau pisahkan berkasnya.", fixEN: "Correct the option period, or split the file.",
        example: "idm.csv:9:1: galat: baris ini untuk 2023, padahal periode yang diberikan 2024"),
      DiagnosticKind(
        "period-malformed", .error, frictionless: "type-error", id: "Isi atau opsi bukan periode.",
        en: "A cell or option is no period.", fixID: "Tulis seperti 2024, 2024-07, 2024-Q3 atau 2024-S1.",
        fixEN: "Write it like 2024, 2024-07, 2024-Q3 or 2024-S1.",
        example: "galat: `24` bukan periode; bentuknya 2024, 2024-07, 2024-Q3 atau 2024-S1"),
      DiagnosticKind(
        "period-locked", .error, frictionless: nil, id: "Periode sudah ditutup untuk wilayah itu.",
        en: "The period is closed for that region.", fixID: "Buka kembali dengan alasan: sinergi-admin period unlock.",
        fixEN: "Reopen it with a reason: sinergi-admin period unlock.",
        example:
          "galat: periode 2023 dataset `idm` sudah ditutup untuk wilayah 64: sudah ditetapkan; buka kembali dengan alasan: sinergi-admin period unlock"
      ),
      DiagnosticKind(
        "period-frequency", .error, frictionless: "type-error", id: "Periode tidak sesuai dengan frekuensi dataset.",
        en: "The period does not fit the frequency of the dataset.",
        fixID: "Dataset tahunan memakai tahun, bulanan memakai 2024-07.",
        fixEN: "Yearly datasets take years, monthly ones 2024-07.", example: "galat: periode 2024-07 bukan tahunan"),
      DiagnosticKind(
        "region-level", .error, frictionless: nil, id: "Koreksi menyebut wilayah dari tingkat lain.",
        en: "A correction names a region of another level.", fixID: "Pakai wilayah dari tingkat dataset.",
        fixEN: "Use a region of the dataset's level.", example: "galat: dataset `idm` berisi desa, bukan 64.02"),
      DiagnosticKind(
        "value-missing", .error, frictionless: "constraint-error", id: "Kolom yang wajib diisi kosong.",
        en: "A required field is blank.", fixID: "Isi kolomnya.", fixEN: "Fill in the field.",
        example: "rktl.csv:9:7: galat: penanggung_jawab kosong, padahal wajib diisi"),
      DiagnosticKind(
        "category-loose", .note, frictionless: nil,
        id: "Kata itu diterima untuk pilihan tersebut, meski artinya tidak persis sama.",
        en: "The word was taken for that choice, though it does not say quite the same.",
        fixID: "Tulis pilihannya bila maksudnya lain.", fixEN: "Write the choice where another was meant.",
        example: "rktl.csv: catatan: tl_status: `terlambat` dibaca sebagai Sedang berjalan"),
      DiagnosticKind(
        "several-named", .warning, frictionless: nil,
        id: "Sel menyebut beberapa pihak, padahal kolomnya untuk satu: yang pertama dipakai.",
        en: "A cell names several where the field takes one: the first is taken.",
        fixID: "Periksa pembagiannya; bila keliru, tulis penanggung jawabnya saja.",
        fixEN: "Check the division; where it is wrong, write the accountable party alone.",
        example:
          "rktl.csv:9:7: peringatan: tl_penanggung_jawab menyebut beberapa: `DPMD` dicatat di situ, `Camat` pada tl_pihak_terkait"
      ),
      DiagnosticKind(
        "rows-merged", .note, frictionless: nil,
        id: "Baris yang sama dengan baris lembar lain berkas itu digabung, seperti diputuskan.",
        en: "Rows that are the same as another sheet's of the file were merged, as decided.",
        fixID: "Tidak perlu apa-apa.", fixEN: "Nothing.",
        example: "rktl.xlsx: catatan: 2 baris digabung dengan baris yang sama dari lembar lain berkas ini"),
      DiagnosticKind(
        "status-backwards", .warning, frictionless: nil,
        id: "Status mundur dari yang diketahui sebelumnya, misalnya dari selesai ke berjalan.",
        en: "A status goes back from what was known before, such as from done to running.",
        fixID: "Biarkan bila memang dibuka kembali; bila keliru, perbaiki status atau tanggalnya.",
        fixEN: "Leave it where it was opened again; else correct the status or its date.",
        example:
          "kemajuan.csv:3:5: peringatan: kem_status: status mundur dari Selesai (2021-11-01) ke Sedang berjalan"),
      DiagnosticKind(
        "evidence-missing", .warning, frictionless: nil, id: "Tindak lanjut dinyatakan selesai tanpa bukti.",
        en: "An action is said to be done without evidence.", fixID: "Isi buktinya, atau catat kemudian.",
        fixEN: "Give the evidence, or record it later.",
        example: "rktl.csv:3:9: peringatan: tindak lanjut nomor 2 dinyatakan selesai tanpa bukti"),
      DiagnosticKind(
        "attendance-above-quota", .warning, frictionless: nil,
        id: "Yang hadir dari satu peran pada satu hari melebihi kuotanya.",
        en: "More people of a role attend on a day than its quota.", fixID: "Periksa perannya, atau perbarui kuotanya.",
        fixEN: "Check the role, or bring the quota up to date.",
        example: "hadir.csv:4:5: peringatan: peran Camat pada 2021-06-16: yang hadir 13 orang, kuotanya 12"),
      DiagnosticKind(
        "party-unknown", .warning, frictionless: "foreign-key",
        id: "Penanggung jawab tidak ada di antara instansi dan pejabat yang tercatat.",
        en: "The accountable party is not among the agencies and posts on record.",
        fixID: "Perbaiki ejaannya, atau catat instansi atau pejabatnya.",
        fixEN: "Correct the spelling, or record the agency or post.",
        example:
          "rktl.csv:3:7: peringatan: tl_penanggung_jawab: `DPMT` tidak ada di antara instansi dan pejabat yang tercatat"
      ),
      DiagnosticKind(
        "party-out-of-term", .warning, frictionless: nil,
        id: "Penanggung jawab tercatat, tetapi tidak menjabat pada harinya.",
        en: "The accountable party is on record, but not in office on that day.",
        fixID: "Catat pejabat berikutnya, atau perbaiki penanggung jawabnya.",
        fixEN: "Record who follows, or correct the accountable party.",
        example:
          "rktl.csv:3:7: peringatan: tl_penanggung_jawab: `Kepala DPMD` tidak menjabat pada 2021-07-01: masa jabatannya 2018-01-01 s.d. 2020-12-31"
      ),
      DiagnosticKind(
        "place-outside-meeting", .warning, frictionless: nil, id: "Tempat di luar wilayah rapatnya.",
        en: "A place outside the region of its meeting.", fixID: "Periksa nama tempatnya, atau wilayah rapat itu.",
        fixEN: "Check the name of the place, or the meeting's region.",
        example:
          "rktl.csv:3:4: peringatan: tl_lokasi: Seberang (62.11.01) di luar wilayah rapat `rakor-2021`, Gunung Mas (62.10)"
      ),
      DiagnosticKind(
        "action-same", .error, frictionless: nil,
        id: "Tindak lanjut sama dengan yang dari lembar lain: perlu keputusan, atau sudah diputuskan.",
        en: "An action is the same as another sheet's: it awaits a decision, or was decided.",
        fixID: "Putuskan dengan --set same=merge, same=keep atau same=keep:BARIS.",
        fixEN: "Decide with --set same=merge, same=keep or same=keep:ROWS.",
        example: "tewah.csv:3:2: galat: baris 3 sama dengan tindak lanjut nomor 7 (kurun.csv)"),
      DiagnosticKind(
        "action-renumbered", .warning, frictionless: nil,
        id: "Nomor sudah dipakai tindak lanjut lain dari lembar lain; nomor bebas berikutnya yang dipakai.",
        en: "The number is another action's of another sheet; the next free number is taken.",
        fixID: "Tidak perlu apa-apa; bila berkas itu edisi baru, impor dengan nama yang sama.",
        fixEN: "Nothing; where the file is a new edition, import it under the same name.",
        example:
          "tewah.csv:2:1: peringatan: nomor 1 sudah dipakai tindak lanjut lain (kurun.csv): dicatat dengan nomor 5"),
      DiagnosticKind(
        "sheet-edition", .note, frictionless: nil,
        id: "Baris-barisnya sama dengan lembar yang pernah dibaca: dibaca sebagai edisi barunya.",
        en: "The rows are those of a sheet read before: it is read as its new edition.",
        fixID: "Tidak perlu apa-apa bila benar.",
        fixEN: "Nothing, if it is right.",
        example:
          "rktl-rev.csv:2:1: catatan: 3 tindak lanjut sama dengan yang dari rktl.csv: dibaca sebagai edisi barunya"),
      DiagnosticKind(
        "schedule-gaps", .note, frictionless: nil,
        id: "Minggu yang ditandai tidak bersambung; rentang seluruhnya yang dicatat.",
        en: "The weeks marked do not follow one another; the whole span is recorded.",
        fixID: "Tidak perlu apa-apa bila benar; bila dua kegiatan, pisahkan barisnya.",
        fixEN: "Nothing, if it is right; where it is two actions, split the row.",
        example:
          "rktl.xlsx:5:4: catatan: minggu yang ditandai tidak bersambung: dicatat dari 2021-07-01 sampai 2021-09-30"),
      DiagnosticKind(
        "row-check", .error, frictionless: "constraint-error",
        id: "Baris melanggar pemeriksaan yang dideklarasikan datasetnya.",
        en: "The row breaks a check that its dataset declares.", fixID: "Perbaiki isi kolom yang disebut.",
        fixEN: "Correct the fields that the message names.",
        example: nil),
      DiagnosticKind(
        "record-unknown", .error, frictionless: "foreign-key",
        id: "Baris menyebut catatan, misalnya rapat, yang tidak ada dalam berkas data.",
        en: "The row names a record, such as a meeting, that the store does not hold.",
        fixID: "Impor catatan itu lebih dahulu, atau betulkan nomornya.",
        fixEN: "Import that record first, or correct its id.",
        example: "rktl.csv:9:1: galat: rapat: `rakor-2020` tidak ada dalam dataset `rapat`"),
      DiagnosticKind(
        "field-repeated", .error, frictionless: nil, id: "Satu koreksi menyebut kolom yang sama dua kali.",
        en: "A correction names one field twice.", fixID: "Sebut tiap kolom sekali.", fixEN: "Name each field once.",
        example: "galat: kolom `idm` disebut dua kali"),
      DiagnosticKind(
        "field-unknown", .error, frictionless: "extra-label", id: "Kolom atau indikator tidak ada dalam dataset.",
        en: "A field or indicator is not in the dataset.", fixID: "Pakai id yang ada; lihat halaman set indikatornya.",
        fixEN: "Use an id there is; see the page of the indicator set.",
        example: "skor.csv:9:2: galat: indikator `iks99` tidak dikenal"),
    ])
}
