import Foundation
import Testing

/// Commands that are stopped, and commands that meet one another.
@Suite(.serialized) struct SurvivalTests {
  /// Holds the store's write lock for some seconds.
  private static let holder = """
    import sqlite3, sys, time
    c = sqlite3.connect(sys.argv[1], isolation_level=None)
    c.execute("BEGIN IMMEDIATE")
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
    c.execute("ROLLBACK")
    """

  private func workplace() throws -> Workplace {
    let place = try SampleStore.workplace()
    try place.write(Self.holder, to: "hold.py")
    try place.write(Tables.status(("64.02.01.2001", "0.8", "Maju")), to: "data.csv")
    return place
  }

  private static let hold =
    "python3 hold.py sinergi.sqlite %@ > held & while ! grep -q held held; do sleep 0.02; done; "

  @Test(arguments: [("INT", 130), ("TERM", 143)])
  func aStoppedImportSaysSoAndLeavesNothing(signal: String, code: Int) throws {
    let place = try workplace()
    let before = try place.query("SELECT count(*) FROM batch")
    let outcome = try place.shell(
      String(format: Self.hold, "3") + """
        "$BIN/sinergi-import" run idm_status data.csv --set period=2019 2> err & pid=$!
        while ! grep -q menunggu err; do sleep 0.02; done
        kill -\(signal) $pid; wait $pid; echo "code $?"; cat err >&2; wait
        """
    ).expect(0)
    #expect(outcome.text.contains("code \(code)"), outcome.summary)
    #expect(outcome.errors.contains("dihentikan"), outcome.summary)
    #expect(try place.query("SELECT count(*) FROM batch") == before)
    try place.admin("verify").expect(0)
  }

  @Test func anImportWaitsForAnotherAndGoesOn() throws {
    let place = try workplace()
    let outcome = try place.shell(
      String(format: Self.hold, "0.6")
        + "\"$BIN/sinergi-import\" run idm_status data.csv --set period=2019; echo \"code $?\"; wait"
    ).expect(0)
    #expect(outcome.text.contains("code 0"), outcome.summary)
    #expect(outcome.errors.contains("menunggu"), outcome.summary)
  }

  @Test func anImportThatHasWaitedLongEnoughSaysTheStoreIsBusy() throws {
    let place = try workplace()
    let outcome = try place.shell(
      String(format: Self.hold, "3")
        + "\"$BIN/sinergi-import\" run idm_status data.csv --set period=2019 --wait 0.3; echo \"code $?\"; kill %1"
    )
    #expect(outcome.text.contains("code 75"), outcome.summary)
    #expect(outcome.errors.contains("sedang ditulis"), outcome.summary)
  }

  @Test func readersNeverWait() throws {
    let place = try workplace()
    let outcome = try place.shell(
      String(format: Self.hold, "5") + """
        "$BIN/sinergi-report" run idm_status --wait 0 > /dev/null && "$BIN/sinergi-import" batches --wait 0 > /dev/null \\
          && "$BIN/sinergi-admin" audit verify --wait 0 > /dev/null; echo "code $?"; kill %1
        """)
    #expect(outcome.text.contains("code 0"), outcome.summary)
  }

  @Test func importsAtOnceAllComeIn() throws {
    let place = try workplace()
    let outcome = try place.shell(
      """
      for year in 2010 2011 2012 2013; do
        "$BIN/sinergi-import" run idm_status data.csv --set period=$year > out$year 2> err$year & pids="$pids $!"
      done
      "$BIN/sinergi-report" run idm_status > /dev/null || exit 9
      for pid in $pids; do wait $pid || exit 8; done
      """)
    outcome.expect(0)
    #expect(try place.query("SELECT count(*) FROM data_idm WHERE period BETWEEN 2010 AND 2013") == ["4"])
    try place.admin("verify").expect(0)
  }
}
