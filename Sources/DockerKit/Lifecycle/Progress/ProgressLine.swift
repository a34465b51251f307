/// One line of what an engine tells while it pulls or builds.
///
/// Foreign text throughout: sanitised by whoever draws it.
struct ProgressLine: Equatable {
  /// A piece of a build's log; may hold several lines, or a part of one.
  var stream: String?
  /// What is being done, such as `Downloading`.
  var status: String?
  /// The layer that it is done to; the tag, in the line that begins a pull.
  var id: String?
  var current: UInt64?
  var total: UInt64?
  /// Why it failed.
  ///
  /// The status of the answer is 200 all the same.
  var error: String?
  /// The image that was made.
  var image: String?

  init(stream: String? = nil, status: String? = nil, id: String? = nil, error: String? = nil) {
    self.stream = stream
    self.status = status
    self.id = id
    self.error = error
  }

  init(_ json: JSON) {
    stream = json["stream"].string
    status = json["status"].string
    id = json["id"].text
    current = json["progressDetail"]["current"].counter
    total = json["progressDetail"]["total"].counter
    // Older engines say `error`, newer ones `errorDetail`; most say both.
    error = json["errorDetail"]["message"].text ?? json["error"].text
    image = json["aux"]["ID"].text
  }
}
