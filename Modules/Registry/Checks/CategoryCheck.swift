import Diagnostics
import Domain

/// Checks that every spelling names exactly one category.
struct CategoryCheck {
  let field: FieldDeclaration
  let path: NodePath

  func run(_ findings: inout Findings) {
    var owners: [String: Int] = [:]
    let categories = field.categories ?? []
    if let id = field.default, !categories.isEmpty, field.defaultCategory == nil {
      findings.add(
        "config-unknown-id", at: path.key("default"), value: id,
        hint: .didYouMean(id, among: categories.map(\.id)),
        LocalizedText(id: "`\(id)` bukan salah satu pilihannya", en: "`\(id)` is not one of its values"))
    }
    for (index, category) in categories.enumerated() where !category.id.isEmpty {
      let path = path.key("categories").index(index)
      var spellings = [
        (category.id, path.key("id")), (category.title.id, path.key("title")), (category.title.en, path.key("title")),
      ]
      spellings += category.synonyms.enumerated().map { ($1, path.key("synonyms").index($0)) }
      for (spelling, path) in spellings {
        let key = Classification.normalised(spelling)
        guard !key.isEmpty else { continue }
        if let owner = owners[key], owner != index {
          let name = categories[owner].id
          findings.add(
            "config-duplicate-id", at: path, value: spelling,
            LocalizedText(
              id: "`\(spelling)` sudah menjadi nama pilihan `\(name)`",
              en: "`\(spelling)` already names the value `\(name)`"))
          break
        }
        owners[key] = index
      }
    }
  }
}
