/// The fenced blocks of a Markdown page.
struct Page {
  struct Block {
    /// The word behind the fence, such as `console`.
    var language: String
    /// The rest of that line: the file that the block is.
    var file: String?
    var lines: [String]
    /// The line of the fence, from 1.
    var line: Int
  }

  /// A command of a `console` block and what it prints.
  struct Step {
    var command: String
    var expected: [String]
    var line: Int
  }

  let blocks: [Block]

  init(_ text: String) {
    var blocks: [Block] = []
    var open: (fence: String, block: Block)?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fence = String(line.drop { $0 == " " }.prefix { $0 == "`" })
      if let current = open {
        if fence == current.fence, line.drop(while: { $0 == " " || $0 == "`" }).isEmpty {
          blocks.append(current.block)
          open = nil
        } else {
          open?.block.lines.append(String(line))
        }
      } else if fence.count >= 3 {
        let words = line.drop { $0 == " " || $0 == "`" }.split(separator: " ")
        let file = words.count > 1 ? String(words[1]) : nil
        open = (fence, Block(language: words.first.map(String.init) ?? "", file: file, lines: [], line: index + 1))
      }
    }
    self.blocks = blocks
  }
}

extension Page {
  /// The text with what commands printed in place of what it showed; digests and ids, new in every run, become `…`.
  static func filled(_ text: String, with differences: [Walkthrough.Difference]) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for difference in differences.sorted(by: { $0.step.line > $1.step.line }) {
      let step = difference.step
      let start = step.line - 1 + step.command.split(separator: "\n", omittingEmptySubsequences: false).count
      let printed = difference.printed.map {
        $0.replacing(/[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "…")
      }
      lines.replaceSubrange(start..<(start + step.expected.count), with: printed)
    }
    return lines.joined(separator: "\n")
  }
}

extension Page.Block {
  /// The commands of a `console` block: lines that start with `$ `, continued after a backslash.
  var steps: [Page.Step] {
    var steps: [Page.Step] = []
    var continues = false
    for (index, line) in lines.enumerated() {
      if continues {
        steps[steps.count - 1].command += "\n" + line
        continues = line.hasSuffix("\\")
      } else if line.hasPrefix("$ ") {
        steps.append(Page.Step(command: String(line.dropFirst(2)), expected: [], line: self.line + index + 1))
        continues = line.hasSuffix("\\")
      } else if !steps.isEmpty {
        steps[steps.count - 1].expected.append(line)
      }
    }
    return steps
  }

  /// The commands of a block of either kind: `console`, or `sh` with a command a line.
  var commands: [String] {
    if language == "console" { return steps.map(\.command) }
    guard language == "sh" || language == "bash" else { return [] }
    return lines.joined(separator: "\n").replacing("\\\n", with: " ").split(separator: "\n").map(String.init)
  }
}
