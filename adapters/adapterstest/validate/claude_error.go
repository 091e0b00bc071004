package validate

// claudeError is the shape of an error, in a body or in a stream.
var claudeError = object(fields{
	"type!": word("error"),
	"error!": object(fields{
		"type!": word("invalid_request_error", "authentication_error", "billing_error", "permission_error", "not_found_error",
			"conflict_error", "request_too_large", "rate_limit_error", "api_error", "timeout_error", "overloaded_error"),
		"message!": filled,
		"details":  nullable(open(fields{"error_code": str})),
	}),
	"request_id": nullable(str),
})

// claudeStatuses are the kinds of errors that go with a status. A status that is not listed goes with any.
var claudeStatuses = map[int][]string{
	400: {"invalid_request_error"},
	401: {"authentication_error"},
	402: {"billing_error"},
	403: {"permission_error"},
	404: {"not_found_error"},
	409: {"conflict_error"},
	413: {"request_too_large"},
	422: {"invalid_request_error"},
	429: {"rate_limit_error"},
	500: {"api_error"},
	504: {"timeout_error"},
	529: {"overloaded_error"},
}

var claudeErrorLaws = []law{{"claude: the kind of error fits the status", func(c *check, doc any) {
	fits(c, "/error/type", textOf(member(doc, "error"), "type"), claudeStatuses[c.status])
}}}
