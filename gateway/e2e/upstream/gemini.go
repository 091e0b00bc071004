package upstream

import (
	"encoding/base64"
	"net/http"
	"strings"
)

// gemini is generateContent: the first call of each step is signed, calls have no ids, and results are paired by order.
func gemini() *dialect {
	return &dialect{
		model: "gemini-3.1-pro-preview", key: geminiKey, route: geminiRoute, seals: geminiSeals, single: true,
		read: geminiRead, words: geminiWords, laws: []law{geminiSigned},
		whole: geminiWhole, frames: geminiFrames,
		failures: geminiFailures, failed: geminiFailed, broken: geminiBroken,
		models: geminiModels, count: func(n int) []byte { return encode(object{"totalTokens": n}) },
	}
}

// geminiOperations are the methods of a model.
var geminiOperations = map[string]operation{
	"generateContent":       {kind: opGenerate},
	"streamGenerateContent": {kind: opGenerate, stream: true},
	"countTokens":           {kind: opCount},
}

func geminiRoute(r *http.Request) operation {
	if r.Method == http.MethodGet && r.URL.Path == "/v1beta/models" {
		return operation{kind: opModels}
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/v1beta/models/")
	i := strings.LastIndexByte(rest, ':')
	if !ok || i < 0 || r.Method != http.MethodPost {
		return operation{}
	}
	op := geminiOperations[rest[i+1:]]
	op.model = rest[:i]
	if op.stream && r.URL.Query().Get("alt") != "sse" {
		return operation{} // nobody here plays the array form
	}
	return op
}

func geminiKey(r *http.Request) string {
	if key := r.Header.Get("X-Goog-Api-Key"); key != "" {
		return key
	}
	return r.URL.Query().Get("key")
}

// geminiSeals: every answer of a model of the third generation is signed.
func geminiSeals(*Request, *Answer) bool { return true }

// geminiDummies stand for the signatures of a conversation that another model held.
var geminiDummies = map[string]bool{
	"skip_thought_signature_validator": true, "context_engineering_is_the_way_to_go": true,
	base64.StdEncoding.EncodeToString([]byte("skip_thought_signature_validator")): true,
}

// geminiSigned demands that signatures are those of this service.
func geminiSigned(r *Request, _ object, report reporter) {
	for i := range r.Turns {
		for _, s := range r.Turns[i].Seals {
			if !s.Dummy && s.Data != "" && r.ledger.sealed(s.Data) == nil {
				report(s.At, "Corrupted thought signature.")
			}
		}
	}
}

// geminiFailures are the vendor's errors.
var geminiFailures = map[Class]failure{
	BadRequest: {status: 400, kind: "INVALID_ARGUMENT", message: "Request contains an invalid argument."},
	BadKey:     {status: 400, kind: "INVALID_ARGUMENT", message: "API key not valid. Please pass a valid API key.", code: "API_KEY_INVALID"},
	ContextOverflow: {
		status: 400, kind: "INVALID_ARGUMENT",
		message: "The input token count (1210421) exceeds the maximum number of tokens allowed (1048576).",
	},
	RateLimited: {
		status: 429, kind: "RESOURCE_EXHAUSTED",
		message: "You exceeded your current quota, please check your plan and billing details.",
	},
	Overloaded:  {status: 503, kind: "UNAVAILABLE", message: "The model is overloaded. Please try again later."},
	ServerError: {status: 500, kind: "INTERNAL", message: "An internal error has occurred."},
	NotFound:    {status: 404, kind: "NOT_FOUND", message: "Requested entity was not found."},
}

func geminiFailed(f failure, fault *Fault) []byte {
	e := object{"code": f.status, "message": f.message, "status": f.kind}
	var details []any
	if f.code != "" {
		details = append(details, object{
			"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": f.code, "domain": "googleapis.com",
		})
	}
	if fault != nil && fault.RetryAfter > 0 {
		details = append(details, object{
			"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": fault.RetryAfter.String(),
		})
	}
	if len(details) > 0 {
		e["details"] = details
	}
	return encode(object{"error": e})
}

func geminiModels(model string) []byte {
	return encode(object{"models": []any{object{
		"name": "models/" + model, "version": "1", "displayName": "Model of the script", "inputTokenLimit": 1048576,
		"outputTokenLimit": 65536, "supportedGenerationMethods": []string{"generateContent", "countTokens"},
	}}})
}
