package validate

// geminiRequest is the shape of a generateContent request.
var geminiRequest = object(fields{
	"contents!":         bounded(1, huge, ref("content")),
	"systemInstruction": ref("system instruction"),
	"tools":             bounded(0, huge, ref("tool")),
	"toolConfig":        ref("tool config"),
	"safetySettings": array(object(fields{
		"category!": geminiCategory, "threshold!": geminiWord(
			"HARM_BLOCK_THRESHOLD_UNSPECIFIED", "BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH",
			"BLOCK_NONE", "OFF",
		),
		"method": geminiWord("HARM_BLOCK_METHOD_UNSPECIFIED", "SEVERITY", "PROBABILITY"),
	})),
	"generationConfig":  ref("generation config"),
	"cachedContent":     filled,
	"labels":            mapOf(str),
	"serviceTier":       geminiWord("UNSPECIFIED", "FLEX", "STANDARD", "PRIORITY"),
	"store":             boolean,
	"continuationToken": geminiBytes,
	"modelArmorConfig":  record,
	"model":             filled, // bound to the path, but taken
})

var geminiCategory = geminiWord("HARM_CATEGORY_UNSPECIFIED", "HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_HATE_SPEECH",
	"HARM_CATEGORY_SEXUALLY_EXPLICIT", "HARM_CATEGORY_DANGEROUS_CONTENT", "HARM_CATEGORY_CIVIC_INTEGRITY",
	"HARM_CATEGORY_JAILBREAK",
	"HARM_CATEGORY_IMAGE_HARASSMENT", "HARM_CATEGORY_IMAGE_HATE", "HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT",
	"HARM_CATEGORY_IMAGE_DANGEROUS_CONTENT")

// geminiRequestDefs are the named shapes of a request's parts.
var geminiRequestDefs = map[string]rule{
	"content": object(fields{
		"role": word("user", "model", "function", "tool"), "parts!": bounded(1, huge, ref("part")),
	}),
	"system instruction": object(fields{
		"role": str, "parts!": bounded(1, huge, object(fields{"text!": str, "thought": boolean})),
	}),
	"generation config": object(fields{
		"temperature":      number(0, 2),
		"topP":             number(0, 1),
		"topK":             number(0, huge),
		"candidateCount":   integer(1, 8),
		"maxOutputTokens":  integer(1, huge),
		"stopSequences":    bounded(0, 5, filled),
		"presencePenalty":  number(-2, 2),
		"frequencyPenalty": number(-2, 2),
		"seed":             integer(-1<<31, 1<<31-1),
		"responseLogprobs": boolean,
		"logprobs":         integer(0, 20),
		"responseMimeType": word("text/plain", "application/json", "text/x.enum"),
		"responseSchema":   geminiSchema,
		"responseFormat":   array(record),
		"mediaResolution": geminiWord(
			"MEDIA_RESOLUTION_UNSPECIFIED", "MEDIA_RESOLUTION_LOW", "MEDIA_RESOLUTION_MEDIUM", "MEDIA_RESOLUTION_HIGH",
		),
		"speechConfig":  object(fields{"voiceConfig": record, "multiSpeakerVoiceConfig": record, "languageCode": str}),
		"imageConfig":   record,
		"routingConfig": record,
		"thinkingConfig": object(fields{
			"includeThoughts": boolean, "thinkingBudget": integer(-1, 32768),
			"thinkingLevel": geminiWord("MINIMAL", "LOW", "MEDIUM", "HIGH"),
			"":              atMostOne("thinkingBudget", "thinkingLevel"),
		}),
		"audioTimestamp":     boolean,
		"":                   both(atMostOne("responseSchema", "responseJsonSchema", "_responseJsonSchema"), geminiFormat),
		"responseModalities": bounded(1, 4, geminiWord("MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "AUDIO", "VIDEO")),

		"responseJsonSchema": jsonSchemaAnyCase, "_responseJsonSchema": jsonSchemaAnyCase,
		"enableEnhancedCivicAnswers": boolean, "audioTranscriptionConfig": record, "modelSelectionConfig": record,
	}),
}

// geminiFormat checks what goes with a schema and with logprobs.
func geminiFormat(c *check, at string, v any) {
	kind := textOf(v, "responseMimeType")
	for _, name := range []string{"responseSchema", "responseJsonSchema", "_responseJsonSchema"} {
		if has(v, name) && kind != "application/json" && (kind != "text/x.enum" || name != "responseSchema") {
			c.fail(under(at, name), "is given without a responseMimeType that takes one")
		}
	}
	if kind == "text/x.enum" && !has(v, "responseSchema") && !has(v, "responseJsonSchema") {
		c.fail(under(at, "responseMimeType"), "is given without the words to choose from")
	}
	if has(v, "logprobs") && !isTrue(v, "responseLogprobs") {
		c.fail(under(at, "logprobs"), "is given without responseLogprobs")
	}
}
