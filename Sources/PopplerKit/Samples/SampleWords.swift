/// The vocabulary of the sample documents: regular words only, so that endings can be added.
enum SampleWords {
  static let nouns = [
    "harbour", "ledger", "valley", "engine", "garden", "archive", "signal", "bridge", "market",
    "river", "window", "station", "method", "sample", "record", "season", "village", "journey",
    "pattern", "surface", "vessel", "corridor", "instrument", "observer", "reservoir", "workshop",
    "inspector", "catalogue", "framework", "sensor", "boundary", "estimate", "procedure", "channel",
    "forest", "orchard", "island", "railway", "teacher", "printer", "column", "budget", "committee",
    "contract", "district", "experiment", "factor", "gallery", "habitat", "index", "junction",
    "kernel", "lantern", "measure", "network", "outline", "parcel", "quarter", "region", "schedule",
    "table", "umbrella", "variable", "warehouse", "yard", "layer", "margin", "notice", "office",
    "planet", "report", "shelter", "threshold", "account", "balance", "current", "document",
  ]

  static let verbs = [
    "support", "limit", "explain", "connect", "measure", "follow", "record", "describe", "replace",
    "compare", "improve", "observe", "reduce", "protect", "collect", "produce", "require", "adjust",
    "divide", "gather", "inspect", "transform", "balance", "confirm", "exceed", "approve",
    "correct", "restore", "approach", "separate", "estimate", "complete", "deliver", "illustrate",
  ]

  static let adjectives = [
    "quiet", "northern", "early", "broad", "careful", "local", "recent", "steady", "narrow",
    "modern", "annual", "common", "distant", "even", "familiar", "gradual", "heavy", "initial",
    "joint", "large", "minor", "natural", "open", "patient", "quick", "regular", "simple",
    "technical", "uniform", "valid", "western", "young", "coastal", "internal", "public", "rural",
    "average", "direct", "former", "original", "practical", "reliable", "seasonal", "upper",
  ]

  static let adverbs = [
    "slowly", "rarely", "often", "clearly", "mostly", "directly", "evenly", "quickly", "usually",
    "carefully", "nearly always", "in most cases", "by a small margin", "without exception",
    "over the years", "at first", "under load", "as expected", "in principle", "again",
  ]

  static let openers = [
    "However", "In practice", "As a rule", "For this reason", "At the same time", "By contrast",
    "In the second half of the year", "Until now", "On the whole", "To a first approximation",
    "Some years later", "In other words", "Contrary to expectation", "With few exceptions",
  ]

  static let places = [
    "Alderbrook", "Fennmarsh", "Corvale", "Easthaven", "Mirefield", "Oldcastle", "Pinewick",
    "Ravensholm", "Stonebridge", "Thornbury", "Westerlow", "Yarrowdale", "Kingsmere", "Lakeside",
  ]

  static let names = [
    "Abbott", "Bramley", "Calder", "Dorsey", "Ellison", "Farrow", "Grantham", "Hollis", "Ingram",
    "Jessop", "Kendrick", "Lorimer", "Marlow", "Norwood", "Osgood", "Prescott", "Quincy", "Radley",
  ]
}
