import BenchCore
import Foundation
import Testing

@testable import RunStore

/// The published schema against written files, by an implementation that is not ours.
@Suite(
  "The JSON Schema",
  .enabled(if: Tool.pythonHas("jsonschema"), "python3 with the module jsonschema is missing"))
struct SchemaTests {
  @Test(
    "a written result has what the schema says, and nothing more", arguments: 0..<6 as Range<UInt64>
  )
  func valid(seed: UInt64) throws {
    let scratch = try Scratch()
    let events = RandomRun.events(
      seed: seed, requests: Int(seed) * 10, ends: seed.isMultiple(of: 2))
    _ = try ResultWriterTests.write(events, scratch)
    let verdict = try Self.validate(scratch, scratch.path("r.json"))
    #expect(verdict == "valid\n")
  }

  @Test(
    "a changed result is refused",
    arguments: [
      (#""latency":"#, #""latency":"x","was":"#), (#""success":"#, #""failed":"#),
      (#""schema":1"#, #""schema":2"#), (#""phase":"measurement""#, #""phase":"later""#),
      (#""run_id":"#, #""id":"#), (#""timeline":["#, #""timeline":[{"t":1},"#),
      (#""p99_latency":"#, #""p99_latency":"1","p98":"#), (#""statistics":"#, #""statistics2":"#),
    ])
  func invalid(old: String, new: String) throws {
    let scratch = try Scratch()
    _ = try ResultWriterTests.write(RandomRun.events(seed: 1), scratch)
    let text = String(decoding: try scratch.bytes("r.json"), as: UTF8.self)
    #expect(text.contains(old))
    let changed = text.replacingOccurrences(of: old, with: new)
    let verdict = try Self.validate(scratch, try scratch.file("c.json", Array(changed.utf8)))
    #expect(verdict.hasPrefix("invalid"), "\(verdict)")
  }

  /// Validates a file, with every object of the schema closed to keys that it does not name.
  private static func validate(_ scratch: Scratch, _ path: String) throws -> String {
    let script = """
      import json, sys
      import jsonschema
      def close(node):
          if isinstance(node, dict):
              if "properties" in node: node.setdefault("additionalProperties", False)
              for value in node.values(): close(value)
          elif isinstance(node, list):
              for value in node: close(value)
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      close(schema)
      errors = list(jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(sys.argv[2]))))
      print("invalid: " + errors[0].json_path + ": " + errors[0].message[:300] if errors else "valid")
      """
    let program = try scratch.file("validate.py", Array(script.utf8))
    let schema = Fixture.packageRoot.appending(path: "docs/result.schema.json").path
    return try Tool.run("python3", [program, schema, path]).output
  }
}
