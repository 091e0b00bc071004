package upstream

// openaiFailures are the errors of the vendor with two dialects; input is the member that holds the conversation.
func openaiFailures(input string) map[Class]failure {
	return map[Class]failure{
		BadRequest: {status: 400, kind: "invalid_request_error", message: "Invalid request."},
		BadKey:     {status: 401, kind: "invalid_request_error", code: "invalid_api_key", message: "Incorrect API key provided."},
		ContextOverflow: {
			status: 400, kind: "invalid_request_error", code: "context_length_exceeded", param: input,
			message: "This model's maximum context length is 128000 tokens. However, your messages resulted in 131072 tokens. " +
				"Please reduce the length of the messages.",
		},
		RateLimited: {
			status: 429, kind: "tokens", code: "rate_limit_exceeded",
			message: "Rate limit reached on tokens per min (TPM): Limit 30000, Used 30000, Requested 512. Please try again in 1s.",
		},
		Overloaded: {
			status: 503, kind: "service_unavailable_error", code: "server_is_overloaded",
			message: "The server is overloaded or not ready yet.",
		},
		ServerError: {
			status: 500, kind: "server_error", message: "The server had an error while processing your request. Sorry about that!",
		},
		NotFound: {status: 404, kind: "invalid_request_error", code: "not_found", message: "Not found."},
	}
}

func openaiFailed(f failure, _ *Fault) []byte { return encode(object{"error": openaiError(f)}) }

func openaiError(f failure) object {
	e := object{"message": f.message, "type": f.kind, "param": nil, "code": nil}
	if f.param != "" {
		e["param"] = f.param
	}
	if f.code != "" {
		e["code"] = f.code
	}
	return e
}

func openaiModels(model string) []byte {
	return encode(object{"object": "list", "data": []any{object{
		"id": model, "object": "model", "created": 1760000000, "owned_by": "system",
	}}})
}
