package validate

// geminiData are the data members of a part, of which it has one.
var geminiData = []string{
	"text", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult",
	"toolCall", "toolResponse", "audioTranscription",
}

// geminiFlags are the members that any part may have.
var geminiFlags = fields{
	"thought": boolean,
	"videoMetadata": object(fields{
		"startOffset": matching(geminiDuration), "endOffset": matching(geminiDuration), "fps": number(0, 24),
	}),
	"mediaResolution": record,
	"mediaProcessing": geminiWord("STATIC", "AGENTIC"),
	"partMetadata":    record,
	"speechMetadata":  record,
}

// geminiPartDefs are the named shapes of parts.
var geminiPartDefs = map[string]rule{
	"part": object(geminiFlags, geminiExchange, fields{
		"text":             str,
		"inlineData":       geminiBlob(geminiBytes),
		"fileData":         object(fields{"fileUri!": filled, "mimeType": filled, "displayName": str}),
		"functionResponse": ref("function response"),
		"thoughtSignature": both(filled, geminiBytes),
		"":                 geminiOneMember,
	}),
	"function response": object(fields{
		"name!": matching(geminiName), "response!": record, "id": str, "willContinue": boolean,
		"scheduling": geminiWord("SCHEDULING_UNSPECIFIED", "SILENT", "WHEN_IDLE", "INTERRUPT"),
		"parts": array(object(fields{
			"inlineData": geminiBlob(geminiBytes), "fileData": object(fields{
				"fileUri!": filled, "mimeType": filled, "displayName": str,
			}),
			"": exactlyOne("inlineData", "fileData"),
		})),
	}),
	"function call": object(fields{
		"name": matching(geminiName), "args": record, "id": str, "partialArgs": array(record), "willContinue": boolean,
		"": geminiNamedCall,
	}),
	"server tool": geminiWord(
		"GOOGLE_SEARCH_WEB", "GOOGLE_SEARCH_IMAGE", "URL_CONTEXT", "GOOGLE_MAPS", "FILE_SEARCH", "MEDIA_PROCESSING",
	),
}

// geminiExchange are the data members that look the same in requests and responses.
var geminiExchange = fields{
	"functionCall":   ref("function call"),
	"executableCode": object(fields{"language!": geminiWord("LANGUAGE_UNSPECIFIED", "PYTHON"), "code!": str, "id": str}),
	"codeExecutionResult": object(fields{
		"outcome!": geminiWord("OUTCOME_OK", "OUTCOME_FAILED", "OUTCOME_DEADLINE_EXCEEDED"), "output": str, "id": str,
	}),
	"toolCall":           object(fields{"id": str, "toolType!": ref("server tool"), "args": record}),
	"toolResponse":       object(fields{"id": str, "toolType!": ref("server tool"), "response": record}),
	"audioTranscription": record,
}

// geminiOneMember demands that a part holds one thing, and that text says something where it is alone.
func geminiOneMember(c *check, at string, v any) {
	n := 0
	for _, name := range geminiData {
		if has(v, name) {
			n++
		}
	}
	if n != 1 && (n != 0 || !has(v, "thoughtSignature")) {
		c.fail(at, "holds %d things, not one", n)
	}
}

// geminiNamedCall demands the name of a call that comes whole. One that comes in pieces has it in the first only.
func geminiNamedCall(c *check, at string, v any) {
	if !has(v, "name") && (has(v, "args") || has(v, "id")) {
		c.fail(under(at, "name"), "is missing")
	}
}
