/// The words by which villages of one stem are told apart: `Sukajaya`, `Sukaraya` and `Sukamaju` are three villages, however
/// near their spellings are.
enum DistinguishingWords {
  /// Whether two names without spaces have one stem and differ in two of these words, at the end or at the beginning.
  static func tellApart(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    for word in words where a.count >= word.count {
      if a.suffix(word.count).elementsEqual(word), isOther(b, stem: a.dropLast(word.count), atEnd: true, than: word) {
        return true
      }
      if a.prefix(word.count).elementsEqual(word), isOther(b, stem: a.dropFirst(word.count), atEnd: false, than: word) {
        return true
      }
    }
    return false
  }

  private static func isOther(_ name: [UInt8], stem: ArraySlice<UInt8>, atEnd: Bool, than word: [UInt8]) -> Bool {
    guard stem.count >= 3, name.count > stem.count else { return false }
    let same = atEnd ? name.prefix(stem.count) : name.suffix(stem.count)
    guard same.elementsEqual(stem) else { return false }
    let rest = Array(atEnd ? name.dropFirst(stem.count) : name.dropLast(stem.count))
    return rest != word && words.contains(rest)
  }

  /// Frequent last and first words of the register's village names, and the points of the compass.
  private static let words: Set<[UInt8]> = Set(
    [
      "jaya", "raya", "maju", "mulya", "sari", "baru", "batu", "lama", "lima", "indah", "makmur", "agung", "rejo",
      "harjo", "mekar", "karya", "karsa", "kerta", "suka", "sido", "sumber", "mukti", "bakti", "sakti",
      "rahayu",
      "asih", "asri", "wangi", "damai", "permai", "sejati", "setia", "tani", "tama", "utama", "barat",
      "timur",
      "utara", "selatan", "tengah", "hulu", "hilir", "atas", "bawah", "luar", "dalam", "besar", "kecil",
      "induk", "kulon", "wetan", "lor", "kidul", "tonga", "jae", "julu", "bangun", "negara", "laga",
      "laya", "marga", "mandala", "tirta", "giri", "kencana", "muda", "tua", "toba", "hitam", "putih", "merah",
      "kuning",
      "panjang", "pandang", "gede", "girang", "tunggal", "manunggal", "daya", "budaya", "sana", "sama", "manis",
      "bungah",
    ].map { Array($0.utf8) })
}
