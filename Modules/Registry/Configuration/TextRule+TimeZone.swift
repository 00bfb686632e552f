import Diagnostics
import Foundation

extension TextRule {
  /// An IANA time zone; Indonesia has Asia/Jakarta, Asia/Pontianak, Asia/Makassar and Asia/Jayapura.
  static let timeZone = TextRule(
    name: LocalizedText(id: "zona waktu", en: "a time zone"),
    hint: LocalizedText(
      id: "yang dipakai di Indonesia: Asia/Jakarta, Asia/Pontianak, Asia/Makassar, Asia/Jayapura",
      en: "those of Indonesia: Asia/Jakarta, Asia/Pontianak, Asia/Makassar, Asia/Jayapura"),
    isValid: { name in
      indonesian.contains(name) || name.contains("/") && TimeZone(identifier: name) != nil || name == "UTC"
    })

  /// Known without a look at the time zone database, which takes longer than everything else at start.
  private static let indonesian: Set<String> = ["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]
}
