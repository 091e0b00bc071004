package validate

// chatMessageDefs are the named shapes of messages and what is in them.
var chatMessageDefs = map[string]rule{
	"message": tagged("role", map[string]fields{
		"developer": chatPlainMessage,
		"system":    chatPlainMessage,
		"user": {
			"content!": oneKind(kinds{text: str, list: bounded(1, huge, ref("user part"))}), "name": ref("participant"),
		},
		"assistant": {
			"content":       nullable(oneKind(kinds{text: str, list: bounded(1, huge, ref("assistant part"))})),
			"refusal":       nullable(str),
			"tool_calls":    bounded(1, huge, ref("call")),
			"function_call": nullable(ref("legacy call")),
			"audio":         nullable(object(fields{"id!": filled})),
			"annotations":   array(record),
			"name":          ref("participant"),
			"":              chatSaysSomething,
		},
		"tool": {
			"content!": oneKind(kinds{text: str, list: bounded(1, huge, ref("text part"))}), "tool_call_id!": ref("call id"),
			"name": ref("participant"),
		},
		"function": {"content!": nullable(str), "name!": matching(openaiName)},
	}),
	"participant": nullable(matching(`^[^\s<|\\/>]{1,64}$`)),
	"call id":     both(filled, short(40)),
	"call": tagged("type", map[string]fields{
		"function": {"id!": ref("call id"), "function!": ref("legacy call")},
		"custom":   {"id!": ref("call id"), "custom!": object(fields{"name!": matching(openaiName), "input!": str})},
	}),
	"legacy call": object(fields{"name!": matching(openaiName), "arguments!": str}),
	"text part":   tagged("type", map[string]fields{"text": {"text!": str, "prompt_cache_breakpoint": ref("breakpoint")}}),
	"assistant part": tagged("type", map[string]fields{
		"text":    {"text!": str, "prompt_cache_breakpoint": ref("breakpoint")},
		"refusal": {"refusal!": str},
	}),
	"user part": tagged("type", map[string]fields{
		"text": {"text!": str, "prompt_cache_breakpoint": ref("breakpoint")},
		"image_url": {
			"image_url!":              object(fields{"url!": chatImage, "detail": word("auto", "low", "high", "original")}),
			"prompt_cache_breakpoint": ref("breakpoint"),
		},
		"input_audio": {
			"input_audio!":            object(fields{"data!": both(filled, base64Text), "format!": word("wav", "mp3")}),
			"prompt_cache_breakpoint": ref("breakpoint"),
		},
		"file": {
			"file!": object(fields{
				"file_data": dataURLText, "file_id": filled, "filename": str, "": exactlyOne("file_data", "file_id"),
			}),
			"prompt_cache_breakpoint": ref("breakpoint"),
		},
	}),
	"breakpoint": object(fields{"mode!": word("explicit"), "ttl": word("30m", "12h")}),
}

var chatPlainMessage = fields{
	"content!": oneKind(kinds{text: str, list: bounded(1, huge, ref("text part"))}), "name": ref("participant"),
}

// chatSaysSomething demands that an assistant message has content where nothing else stands for it.
func chatSaysSomething(c *check, at string, v any) {
	if !has(v, "content") && !has(v, "tool_calls") && !has(v, "function_call") && !has(v, "audio") && !has(v, "refusal") {
		c.fail(at, "says nothing: no content, call, audio or refusal")
	}
}

// chatImage takes the URL of an image, or its bytes in a data URL of a type that is taken.
func chatImage(c *check, at string, v any) {
	webOrDataURL(c, at, v)
	s, _ := v.(string)
	mediaType, data, ok := dataURL(s)
	if !ok {
		return
	}
	word("image/jpeg", "image/jpg", "image/png", "image/gif", "image/webp")(c, at, mediaType)
	if mediaType != "image/jpg" {
		asTold(c, at, mediaType, data)
	}
}
