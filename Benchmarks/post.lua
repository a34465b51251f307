-- wrk script: POSTs one prepared body. Arguments after `--`: the body's file, its Content-Type.

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  wrk.method = "POST"
  wrk.body = file:read("*a")
  wrk.headers["Content-Type"] = arguments[2]
  file:close()
end
