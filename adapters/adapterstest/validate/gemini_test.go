package validate

import (
	"strings"
	"testing"
)

var geminiRequestsCases = []brokenCase{
	// Order of contents.
	{"gemini_request_plain", []string{`del /body/contents/0`}, "gemini: the first content is the user's"},
	{"gemini_request_plain", []string{`set /body/contents/1/parts/0/text ""`}, "is empty and alone"},
	{"gemini_request_plain", []string{`set /body/contents/1/parts/0 {"text":"","thoughtSignature":"YQ=="}`}, ""},
	{"gemini_request_plain", []string{`set /body/contents/1/parts []`}, "has 0 elements"},
	{"gemini_request_tools", []string{`del /body/contents/2/parts/1`}, "2 calls have 1 responses"},
	{"gemini_request_tools", []string{`del /body/contents/2`}, "2 calls have 0 responses"},
	{"gemini_request_tools", []string{`set /body/contents/2/parts/1/functionResponse/name "other"`}, "by order, has another name"},
	{"gemini_request_tools", []string{`set /body/contents/2/parts/0/functionResponse/id "c9"`}, "by order, has another id"},
	{"gemini_request_tools", []string{`del /body/contents/1`}, "no call stands in the content before"},
	{"gemini_request_tools", []string{`set /body/contents/1/role "user"`}, "a call of the user's"},
	{"gemini_request_tools", []string{`set /body/contents/2/role "model"`}, "a response of the model's"},
	{"gemini_request_tools", []string{`set /body/contents/2/role "function"`}, ""},
	{"gemini_request_tools", []string{`del /body/contents/1/parts/1/thoughtSignature`}, "the first call of a step has none"},
	{"gemini_request_tools", []string{`del /body/contents/1/parts/1/thoughtSignature`, `set /body/contents/- {"role":"user","parts":[{"text":"x"}]}`}, ""},
	{"gemini_request_tools", []string{
		`del /body/contents/1/parts/1/thoughtSignature`, `set /path "/v1beta/models/some-model:generateContent"`,
	}, ""},
	{"gemini_request_tools", []string{`set /body/contents/1/parts/1/thoughtSignature "skip_thought_signature_validator"`}, ""},

	// Options.
	{"gemini_request_tools", []string{`set /body/tools/0/functionDeclarations/1/name "weather"`}, "the name was used before"},
	{"gemini_request_tools", []string{`set /body/toolConfig/functionCallingConfig/allowedFunctionNames ["other"]`}, "there is no such function"},
	{"gemini_request_tools", []string{`set /body/toolConfig/functionCallingConfig/mode "AUTO"`}, "goes with the modes ANY and VALIDATED"},
	{"gemini_request_plain", []string{`set /body/toolConfig {"functionCallingConfig":{"mode":"ANY"}}`}, "there are no functions"},
	{"gemini_request_cached", []string{`set /body/systemInstruction {"parts":[{"text":"x"}]}`}, "/systemInstruction: is given with cachedContent"},
	{"gemini_request_plain", []string{`set /body/safetySettings/- {"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF"}`}, "the category was set before"},
	{"gemini_request_plain", []string{`set /body/generationConfig/thinkingConfig {"thinkingLevel":"HIGH"}`}, "thinkingLevel: the model takes none"},
	{"gemini_request_tools", []string{`set /path "/v1beta/models/gemini-3-pro-preview:generateContent"`, `set /body/generationConfig/thinkingConfig/thinkingLevel "MEDIUM"`}, "the model does not take MEDIUM"},
	{"gemini_request_plain", []string{`set /body/generationConfig/thinkingConfig/thinkingLevel "LOW"`}, "has thinkingBudget and thinkingLevel together"},
	{"gemini_request_plain", []string{`set /path "/v1beta/models/gemini-3.5-flash:generateContent"`}, "thinkingBudget: the model takes none"},
	{"gemini_request_plain", []string{`set /path "/v1beta/models/gemini-2.5-pro:generateContent"`, `set /body/generationConfig/thinkingConfig/thinkingBudget 0`}, "the model takes 128 to 32768"},
	{"gemini_request_plain", []string{`set /body/generationConfig/thinkingConfig/thinkingBudget 30000`}, "the model takes no such budget"},
	{"gemini_request_plain", []string{`set /path "/v1beta/models/gemini-2.5-flash-lite:generateContent"`, `set /body/generationConfig/thinkingConfig/thinkingBudget 100`}, "the model takes no such budget"},
	{"gemini_request_tools", []string{`del /body/toolConfig/includeServerSideToolInvocations`}, "stands beside functions"},
	{"gemini_request_tools", []string{`del /body/toolConfig/includeServerSideToolInvocations`, `set /path "/v1/projects/p/locations/l/publishers/google/models/gemini-3-flash:generateContent"`}, ""},

	// Shapes.
	{"gemini_request_plain", []string{`set /body/generationConfig/responseMimeType "text/plain"`}, "without a responseMimeType that takes one"},
	{"gemini_request_plain", []string{`set /body/generationConfig/responseMimeType "text/x.enum"`, `del /body/generationConfig/responseSchema`}, "without the words to choose from"},
	{"gemini_request_plain", []string{`del /body/generationConfig/responseLogprobs`}, "without responseLogprobs"},
	{"gemini_request_plain", []string{`set /body/generationConfig/responseJsonSchema {"type":"object"}`}, "has responseSchema and responseJsonSchema together"},
	{"gemini_request_plain", []string{`set /body/generationConfig/responseSchema/properties/city/const "x"`}, "const: is not a member"},
	{"gemini_request_plain", []string{`set /body/generationConfig/responseSchema/additionalProperties false`}, "additionalProperties: is not a member"},
	{"gemini_request_plain", []string{`set /body/generationConfig/responseSchema/properties/city/type ["string","null"]`}, "is an array, not a string"},
	{"gemini_request_plain", []string{`set /body/generationConfig/responseSchema/properties/city/enum [1]`}, "is a number, not a string"},
	{"gemini_request_plain", []string{`set /body/generationConfig/responseSchema/required ["town"]`}, "is none of the properties"},
	{"gemini_request_plain", []string{`del /body/generationConfig/responseSchema/type`}, "type: is missing"},
	{"gemini_request_plain", []string{`set /body/generationConfig/responseSchema/type "STRING"`}, "stands in a schema of type STRING"},
	{"gemini_request_plain", []string{`set /body/generationConfig/responseSchema/type 6`}, ""},
	{"gemini_request_plain", []string{`set /body/generationConfig/responseSchema "x"`}, "is a string, not a schema"},
	{"gemini_request_tools", []string{`del /body/tools/0/functionDeclarations/1/parameters/properties/zone/items`}, "items: is missing"},
	{"gemini_request_tools", []string{`set /body/tools/0/functionDeclarations/0/parameters {"type":"OBJECT"}`}, "has parameters and parametersJsonSchema together"},
	{"gemini_request_tools", []string{`set /body/tools/0/functionDeclarations/0/parametersJsonSchema {"type":"string"}`}, "the root of a function's schema"},
	{"gemini_request_tools", []string{`set /body/tools/0/functionDeclarations/0/parametersJsonSchema/properties/city {"$ref":"#/$defs/x"}`}, "leads nowhere"},
	{"gemini_request_tools", []string{`set /body/tools/0/functionDeclarations/0/name "1st"`}, "is not of the form"},
	{"gemini_request_tools", []string{`set /body/tools/- {}`}, "holds no tool"},
	{"gemini_request_tools", []string{`set /body/contents/0/parts/0/inlineData {"mimeType":"image/png","data":"AAAA"}`}, "holds 2 things, not one"},
	{"gemini_request_tools", []string{`set /body/contents/0/parts/1/inlineData/data "%%%"`}, "is not base64"},
	{"gemini_request_tools", []string{`set /body/contents/0/parts/1/inlineData/mimeType "png"`}, "is not of the form"},
	{"gemini_request_tools", []string{`set /body/contents/2/parts/0/functionResponse/response "Rain."`}, "is a string, not an object"},
	{"gemini_request_tools", []string{`del /body/contents/2/parts/0/functionResponse/name`}, "name: is missing"},
	{"gemini_request_tools", []string{`del /body/contents/1/parts/1/functionCall/name`}, "name: is missing"},
	{"gemini_request_tools", []string{`set /body/contents/1/parts/1/functionCall/args "{}"`}, "is a string, not an object"},
	{"gemini_request_plain", []string{`set /body/contents/0/role "assistant"`}, `"assistant" is none of`},
	{"gemini_request_plain", []string{`set /body/generationConfig/stopSequences ["a","b","c","d","e","f"]`}, "has 6 elements"},
	{"gemini_request_plain", []string{`set /body/generationConfig/seed 3000000000`}, "is not within"},
	{"gemini_request_plain", []string{`set /body/generationConfig/maxOutputTokens 1.5`}, "is not a whole number"},
	{"gemini_request_plain", []string{`set /body/serviceTier "gold"`}, `"gold" is none of`},
	{"gemini_request_plain", []string{`set /body/max_tokens 5`}, "/maxTokens: is not a member"},
	{"gemini_request_snake", []string{`set /body/generation_config/response_json_schema {"type":"TEXT"}`}, "is none of object"},
	{"gemini_request_snake", []string{`set /body/contents/0/parts/0/inline_data/mime_type 5`}, "is a number, not a string"},
}

var geminiAnswersCases = []brokenCase{
	{"gemini_response_blocked", []string{`del /promptFeedback/blockReason`}, "is missing or empty, and nothing says why"},
	{"gemini_response_tools", []string{`del /candidates/0/finishReason`}, "finishReason: is missing"},
	{"gemini_response_tools", []string{`set /candidates/0/finishReason "DONE"`}, `"DONE" is none of`},
	{"gemini_response_tools", []string{`set /candidates/0/index 1`}, "is not 0"},
	{"gemini_response_tools", []string{`del /candidates/0/content/role`}, "role: is missing"},
	{"gemini_response_tools", []string{`set /usageMetadata/totalTokenCount 5`}, "the parts add up to 31"},
	{"gemini_response_tools", []string{`set /usageMetadata/cachedContentTokenCount 11`}, "is more than promptTokenCount"},
	{"gemini_response_tools", []string{`set /candidates/0/groundingMetadata/groundingSupports/0/segment/endIndex 5`}, "from 0 to 5 stands no such text"},
	{"gemini_response_tools", []string{`set /candidates/0/groundingMetadata/groundingSupports/0/segment/partIndex 9`}, "there is no such part"},
	{"gemini_response_tools", []string{`set /candidates/0/groundingMetadata/groundingSupports/0/groundingChunkIndices [1]`}, "there is no such chunk"},
	{"gemini_response_tools", []string{`set /candidates/0/content/parts/1/thoughtSignature "a-_b"`}, "is not standard base64"},
	{"gemini_response_tools", []string{`set /created_time "x"`}, "/created_time: is not a member"},
	{"gemini_response_tools", []string{`set /usageMetadata/promptTokenCount null`}, "is null"},
	{"gemini_error_quota", []string{`set /status 503`}, "is 429, not 503"},
	{"gemini_error_quota", []string{`set /status 503`, `set /body/error/code 503`}, "does not go with the status"},
	{"gemini_error_quota", []string{`set /body/error/details/0/retryDelay 22`}, "is a number, not a string"},
	{"gemini_error_quota", []string{`del /body/error/details/0/@type`}, "@type: is missing"},
	{"gemini_error_quota", []string{`set /body [{"error":{"code":429,"message":"x","status":"RESOURCE_EXHAUSTED"}}]`}, "is an array, not an object"},
}

var geminiStreamsCases = []brokenCase{
	{"gemini_stream_tools", []string{`set /1/data/responseId "r2"`}, "/1/responseId: is not that"},
	{"gemini_stream_tools", []string{`set /1/data/modelVersion "x"`}, "/1/modelVersion: is not that"},
	{"gemini_stream_tools", []string{`del /1/data/candidates/0/content/role`}, "is not model"},
	{"gemini_stream_tools", []string{`set /1/data/candidates/0/finishReason "STOP"`}, "comes after the candidate's finish"},
	{"gemini_stream_tools", []string{`set /1/data/candidates/0/finishReason "STOP"`}, "stands twice"},
	{"gemini_stream_tools", []string{`set /1/data/candidates/0/finishReason "STOP"`, `set /0/data/candidates/0/content/parts [{"executableCode":{"language":"PYTHON","code":"1"}}]`}, ""},
	{"gemini_stream_tools", []string{`del /4/data/candidates/0/finishReason`}, "finishReason: is missing"},
	{"gemini_stream_tools", []string{`set /4/data/usageMetadata/totalTokenCount 1`}, "the parts add up"},
	{"gemini_stream_tools", []string{`set /- {"data":"[DONE]"}`}, "is not JSON"},
	{"gemini_stream_tools", []string{`set /0/event "chunk"`}, "is not one line that begins"},
	{"gemini_stream_tools", []string{`ins /0 ": ping\n\n"`}, "is not one line that begins"},
	{"gemini_stream_tools", []string{`set /- "data:{}\n\n"`}, "is not one line that begins"},
	{"gemini_stream_tools", []string{`set /- "data: {}\n"`}, "is not one line that begins"},
	{"gemini_stream_tools", []string{`set /- "data: {}\r\n\r\n"`}, ""},
	{"gemini_stream_error", []string{`set /- {"data":{"candidates":[]}}`}, "comes after the error"},
	{"gemini_stream_error", []string{`set /1/data/error/code "x"`}, "is a string, not a number"},
	{"gemini_stream_error", []string{`del /1`, `del /0`}, "is empty"},
	{"gemini_stream_error", []string{`set /1 {"data":{"promptFeedback":{"blockReason":"SAFETY"}}}`, `del /0`}, ""},
	{"gemini_stream_error", []string{`set /1 {"data":{"usageMetadata":{}}}`, `del /0`}, "nothing says why"},
}

func TestGeminiArrays(t *testing.T) {
	chunk := `{"candidates":[{"content":{"role":"model","parts":[{"text":"Hi"}]},"finishReason":"STOP"}],"responseId":"r","modelVersion":"m"}`
	for body, want := range map[string]string{
		"[" + chunk + "]":            "",
		"[" + chunk + ",\r\n{}]\r\n": "",
		chunk:                        "is an object, not an array",
		"[" + chunk:                  "is not JSON",
		"[]":                         "nothing says why",
		`[{"error":{"code":503,"message":"x","status":"UNAVAILABLE"}}]`: "",
	} {
		found := strings.Join(ArrayStream([]byte(body)), "\n")
		if want == "" && found != "" || !strings.Contains(found, want) {
			t.Errorf("%s: got %q, want %q", body, found, want)
		}
	}
}
