import Diagnostics
import Foundation
import Synchronization
import Testing

@testable import AppSupport

/// The line that tells how far an import has come, as text.
@Suite struct ProgressBarTests {
  @Test func theLineHasABarRowsRateAndTimeLeft() {
    #expect(
      ProgressBar.line(rows: 41_881, fraction: 0.5, elapsed: 2, width: 79, .indonesian)
        == "[###############---------------]  50%  41.881 baris  20.940/dtk  sisa 0:02")
    #expect(
      ProgressBar.line(rows: 1_000_000, fraction: 0.01, elapsed: 60, width: 79, .english)
        == "[------------------------------]   1%  1,000,000 rows  16,666/s  1:39:00 left")
  }

  @Test func withoutAnEndInSightThereIsNoBar() {
    #expect(ProgressBar.line(rows: 5, fraction: nil, elapsed: 0, width: 79, .indonesian) == "5 baris  0/dtk")
  }

  @Test(arguments: [20, 40, 60, 79, 200]) func theLineFits(width: Int) {
    for fraction in [0.001, 0.5, 1, 2] {
      let line = ProgressBar.line(rows: 83_762, fraction: fraction, elapsed: 5000, width: width, .indonesian)
      #expect(line.count <= width)
    }
  }

  @Test func itIsDrawnNowAndThenAndTakenAway() {
    let time = Mutex(0.0)
    let written = Mutex<[String]>([])
    let bar = ProgressBar(
      language: .english, width: 80, clock: { time.withLock { $0 } },
      write: { text in written.withLock { $0.append(text) } })
    for step in 0..<100 {
      time.withLock { $0 = Double(step) * 0.01 }
      bar.update(rows: step, fraction: nil)
    }
    let drawn = written.withLock { $0.count }
    #expect((4...8).contains(drawn))
    bar.finish()
    #expect(written.withLock { $0.last } == "\r\u{1B}[K")
    bar.finish()
    #expect(written.withLock { $0.count } == drawn + 1)
  }
}
