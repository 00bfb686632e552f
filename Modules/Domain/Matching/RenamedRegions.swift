/// Official renamings of provinces and regencies, provinces that were split, and the usual short names: what tables of
/// earlier years or other ministries call them.
public enum RenamedRegions {
  /// The name today for an earlier or another usual one; names are compared normalised.
  public static func today(_ name: NameForm) -> String? { names[name.squeezed] }

  /// Whether a region of province `today` may have lain in province `former` before: the provinces split off since 1999.
  public static func wasPart(_ today: Int64, of former: Int64) -> Bool {
    var province = today
    while let origin = origins[province] {
      if origin == former { return true }
      province = origin
    }
    return false
  }

  private static let names: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      // Renamed by regulation.
      ("Mamuju Utara", "Pasangkayu"),  // PP 61/2017
      ("Maluku Tenggara Barat", "Kepulauan Tanimbar"),  // PP 2/2019
      ("Toba Samosir", "Toba"),  // PP 14/2020
      ("Polewali Mamasa", "Polewali Mandar"),  // PP 74/2005
      ("Pasir", "Paser"),  // PP 49/2007
      ("Selayar", "Kepulauan Selayar"),  // PP 59/2008
      ("Yapen Waropen", "Kepulauan Yapen"),  // UU 26/2002, the rest after Waropen
      ("Irian Jaya Barat", "Papua Barat"),  // PP 24/2007
      ("Irian Jaya", "Papua"),  // UU 21/2001
      ("Nanggroe Aceh Darussalam", "Aceh"),  // UU 11/2006, Pergub Aceh 46/2009
      // Usual short names, each of one region only.
      ("DI Yogyakarta", "Daerah Istimewa Yogyakarta"), ("D.I. Yogyakarta", "Daerah Istimewa Yogyakarta"),
      ("DIY", "Daerah Istimewa Yogyakarta"), ("DKI Jakarta", "Daerah Khusus Ibukota Jakarta"),
      ("Bangka Belitung", "Kepulauan Bangka Belitung"), ("Pangkajene Kepulauan", "Pangkajene dan Kepulauan"),
      ("Pangkep", "Pangkajene dan Kepulauan"), ("Sangihe", "Kepulauan Sangihe"), ("Talaud", "Kepulauan Talaud"),
      ("Siau Tagulandang Biaro", "Kepulauan Siau Tagulandang Biaro"),
      ("Sitaro", "Kepulauan Siau Tagulandang Biaro"), ("Mentawai", "Kepulauan Mentawai"),
      ("Anambas", "Kepulauan Anambas"), ("OKU", "Ogan Komering Ulu"), ("OKU Timur", "Ogan Komering Ulu Timur"),
      ("OKU Selatan", "Ogan Komering Ulu Selatan"), ("OKI", "Ogan Komering Ilir"),
      ("PALI", "Penukal Abab Lematang Ilir"),
    ].map { (NameForm($0.0).squeezed, $0.1) })

  /// The province that each new one was split off from.
  private static let origins: [Int64: Int64] = [
    19: 16,  // Kepulauan Bangka Belitung, UU 27/2000
    21: 14,  // Kepulauan Riau, UU 25/2002
    36: 32,  // Banten, UU 23/2000
    65: 64,  // Kalimantan Utara, UU 20/2012
    75: 71,  // Gorontalo, UU 38/2000
    76: 73,  // Sulawesi Barat, UU 26/2004
    82: 81,  // Maluku Utara, UU 46/1999
    92: 91,  // Papua Barat (Irian Jaya Barat), UU 45/1999
    93: 91,  // Papua Selatan, UU 14/2022
    94: 91,  // Papua Tengah, UU 15/2022
    95: 91,  // Papua Pegunungan, UU 16/2022
    96: 92,  // Papua Barat Daya, UU 29/2022
  ]
}
