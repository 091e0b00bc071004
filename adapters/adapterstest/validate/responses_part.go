package validate

// responsesPartDefs are the named shapes of content parts.
var responsesPartDefs = map[string]rule{
	"input part": tagged("type", map[string]fields{
		"input_text": {"text!": short(10485760), "prompt_cache_breakpoint": ref("breakpoint")},
		"input_image": {
			"image_url": nullable(responsesImage), "file_id": nullable(filled), "detail": nullable(word(
				"low", "high", "auto", "original",
			)),
			"prompt_cache_breakpoint": ref("breakpoint"), "": exactlyOne("image_url", "file_id"),
		},
		"input_file": {
			"file_data": nullable(short(73400320)), "file_url": nullable(webURL), "file_id": nullable(filled),
			"filename": nullable(str),
			"detail":   nullable(word("auto", "low", "high")), "prompt_cache_breakpoint": ref("breakpoint"),
			"": both(exactlyOne("file_data", "file_url", "file_id"), responsesFile),
		},
	}),
	"breakpoint": object(fields{"mode!": word("explicit"), "ttl": word("30m", "12h")}),
	// What comes back from a client may lack what the service gave with it.
	"replayed part": tagged("type", map[string]fields{
		"output_text": {"text!": str, "annotations": array(ref("annotation")), "logprobs": nullable(array(ref("logprob")))},
		"refusal":     {"refusal!": str},
	}),
	"output part": tagged("type", map[string]fields{
		"output_text": {
			"text!": str, "annotations!": array(ref("annotation")), "logprobs": nullable(array(ref("whole logprob"))),
			"": responsesCites,
		},
		"refusal": {"refusal!": str},
	}),
	"reasoning part": tagged("type", map[string]fields{"reasoning_text": {"text!": str}}),
	"summary part":   tagged("type", map[string]fields{"summary_text": {"text!": str}}),
	"annotation": tagged("type", map[string]fields{
		"file_citation": {"file_id!": filled, "filename": str, "index!": tally},
		"url_citation":  {"url!": str, "title!": str, "start_index!": tally, "end_index!": tally},
		"container_file_citation": {
			"container_id!": filled, "file_id!": filled, "filename": str, "start_index!": tally, "end_index!": tally,
		},
		"file_path": {"file_id!": filled, "index!": tally},
	}),
	// Deltas have logprobs without bytes.
	"logprob": object(fields{
		"token!": str, "logprob!": anyNumber, "bytes": array(integer(0, 255)),
		"top_logprobs": array(object(fields{"token!": str, "logprob!": anyNumber, "bytes": array(integer(0, 255))})),
	}),
	"whole logprob": object(fields{
		"token!": str, "logprob!": anyNumber, "bytes!": array(integer(0, 255)),
		"top_logprobs!": array(object(fields{"token!": str, "logprob!": anyNumber, "bytes!": array(integer(0, 255))})),
	}),
	"screenshot": tagged("type", map[string]fields{"computer_screenshot": {
		"image_url": nullable(webOrDataURL), "file_id": nullable(filled), "detail": nullable(str),
	}}),
}

// responsesImage takes the URL of an image, or its bytes in a data URL.
func responsesImage(c *check, at string, v any) {
	short(20971520)(c, at, v)
	chatImage(c, at, v)
}

// responsesFile holds the bytes of a file against its media type.
func responsesFile(c *check, at string, v any) {
	if !has(v, "file_data") {
		return
	}
	at = under(at, "file_data")
	dataURLText(c, at, member(v, "file_data"))
	if mediaType, data, ok := dataURL(textOf(v, "file_data")); ok {
		asTold(c, at, mediaType, data)
	}
}

// responsesCites checks the places of a text's citations.
func responsesCites(c *check, at string, v any) {
	for i, a := range listOf(v, "annotations") {
		if textOf(a, "type") == "url_citation" {
			cites(c, under(at+"/annotations", i), textOf(v, "text"), a)
		}
	}
}
