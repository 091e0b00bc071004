package validate

// geminiMetadataDefs are the named shapes of where an answer came from.
var geminiMetadataDefs = map[string]rule{
	"citation metadata": object(fields{
		"citationSources": array(ref("citation")), "citations": array(ref("citation")),
		"": atMostOne("citationSources", "citations"),
	}),
	"citation": object(fields{
		"startIndex": tally, "endIndex": tally, "uri": str, "title": str, "license": str,
		"publicationDate": object(fields{"year": tally, "month": tally, "day": tally}),
	}),
	"grounding metadata": object(fields{
		"groundingChunks": array(object(fields{
			"web":              object(fields{"uri": str, "title": str, "domain": str}),
			"retrievedContext": record, "maps": record, "image": record,
			"": exactlyOne("web", "retrievedContext", "maps", "image"),
		})),
		"groundingSupports": array(object(fields{
			"segment":               object(fields{"partIndex": tally, "startIndex": tally, "endIndex": tally, "text": str}),
			"groundingChunkIndices": array(tally), "confidenceScores": array(number(0, 1)),
		})),
		"webSearchQueries":   array(str),
		"imageSearchQueries": array(str),
		"searchEntryPoint":   object(fields{"renderedContent": str, "sdkBlob": base64Text}),
		"retrievalMetadata":  record,

		"googleMapsWidgetContextToken": str,
	}),
}
