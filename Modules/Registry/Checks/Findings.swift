import Diagnostics
import YAML

/// Collects what is wrong with the meaning of one file, beside what is wrong with its shape.
struct Findings {
  /// The file's tree: where a path leads gives the place.
  let tree: YAMLNode
  /// Paths that already have a problem; what follows from it is not worth saying.
  private let faulty: [String]
  private var problems: [Diagnostic]

  /// Every problem of the file, in the order of its lines.
  var diagnostics: [Diagnostic] { Self.inFileOrder(problems) }

  /// - Parameter structural: the problems of the file's YAML and shape.
  init(tree: YAMLNode, structural: [Diagnostic]) {
    self.tree = tree
    problems = structural
    faulty = structural.filter { $0.severity == .error && $0.code != "config-unknown-key" }.map { $0.path ?? "" }
  }

  /// Where a node of the file is.
  func place(of path: NodePath) -> Place { tree.nearest(to: path).place }

  /// Adds a problem at `path`, unless it may only follow from another one.
  ///
  /// - Parameters:
  ///   - offset: characters into a scalar's text at which the problem is.
  ///   - causes: what it is concluded from, if not from the value at `path` alone: nothing is said where something there
  ///     is already faulty.
  mutating func add(
    _ code: String, _ severity: Severity = .error, at path: NodePath, offset: Int? = nil, value: String? = nil,
    hint: LocalizedText? = nil, causes: [NodePath]? = nil, _ message: LocalizedText
  ) {
    if (causes ?? [path]).contains(where: isFaulty) { return }
    let node = tree.nearest(to: path)
    var place = node.place
    if let offset, let column = place.column { place.column = column + offset + node.lengthBeforeText }
    problems.append(
      Diagnostic(
        code: code, severity: severity, message: message, place: place, path: path.textOrNil, value: value, hint: hint))
  }

  /// Adds problems that already know their place.
  mutating func append(_ others: [Diagnostic]) { problems += others }

  /// Reports a second value that has to be unique; returns whether it was the first.
  mutating func addUnlessFirst(
    _ value: String, at path: NodePath, in seen: inout [String: Place], _ what: LocalizedText
  ) -> Bool {
    guard !value.isEmpty else { return true }
    guard let first = seen[value] else {
      seen[value] = place(of: path)
      return true
    }
    let earlier = first.file == tree.place.file ? "\(first.line ?? 0):\(first.column ?? 0)" : first.text
    add(
      "config-duplicate-id", at: path, value: value,
      LocalizedText(
        id: "\(what.id) `\(value)` sudah ada di \(earlier)", en: "the \(what.en) `\(value)` is already at \(earlier)"))
    return false
  }
}

extension Findings {
  private func isFaulty(_ path: NodePath) -> Bool {
    let text = path.description
    return faulty.contains { $0 == text || $0.hasPrefix(text + ".") || $0.hasPrefix(text + "[") }
  }

  private static func inFileOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let keyed = diagnostics.enumerated().map { offset, diagnostic in
      (line: diagnostic.place?.line ?? 0, column: diagnostic.place?.column ?? 0, offset: offset, diagnostic: diagnostic)
    }
    return keyed.sorted { ($0.line, $0.column, $0.offset) < ($1.line, $1.column, $1.offset) }.map(\.diagnostic)
  }

  /// The problems of a file's YAML together with those of its shape, without those that only follow from the YAML's.
  static func structural(yaml: [Diagnostic], shape: [Diagnostic]) -> [Diagnostic] {
    let places = Set(yaml.compactMap(\.place))
    let lostKeys = yaml.contains { $0.code == "yaml-merge-key" || $0.code == "yaml-syntax" }
    let own = shape.filter { problem in
      if lostKeys, problem.code == "config-missing-key" { return false }
      return problem.place.map { !places.contains($0) } ?? true
    }
    return yaml + own
  }
}

extension YAMLNode {
  /// Characters between where a scalar starts and where its text starts: the quote.
  fileprivate var lengthBeforeText: Int {
    switch style {
    case .singleQuoted, .doubleQuoted: 1
    case .plain, .block, .flow, .indented: 0
    }
  }
}
