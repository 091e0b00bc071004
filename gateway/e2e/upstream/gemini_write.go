package upstream

import "encoding/json"

// geminiFinishes are the words for the ends of answers.
var geminiFinishes = map[Finish]string{Done: "STOP", Called: "STOP", Limited: "MAX_TOKENS", Refused: "SAFETY", Spoilt: "MALFORMED_FUNCTION_CALL"}

func geminiUsage(u Usage) object {
	out := object{
		"promptTokenCount": u.Input, "candidatesTokenCount": u.Output - u.Reasoning, "totalTokenCount": u.Input + u.Output,
		"promptTokensDetails": []any{object{"modality": "TEXT", "tokenCount": u.Input}},
	}
	if u.Cached > 0 {
		out["cachedContentTokenCount"] = u.Cached
	}
	if u.Reasoning > 0 {
		out["thoughtsTokenCount"] = u.Reasoning
	}
	return out
}

// geminiParts are the parts of an answer: thoughts where they are asked for, text in pieces, and whole calls. The signature is on the
// first call, else on an empty text at the end.
func geminiParts(a *reply, cut func(string) []string) (parts []any) {
	if a.Finish == Spoilt {
		return nil
	}
	config := member(member(a.req.doc, "generationConfig"), "thinkingConfig")
	if (truth(config, "includeThoughts") || truth(config, "include_thoughts")) && !a.Redacted {
		for _, p := range cut(a.Reasoning) {
			parts = append(parts, object{"text": p, "thought": true})
		}
	}
	for _, p := range cut(a.Text) {
		parts = append(parts, object{"text": p})
	}
	for i, c := range a.Calls {
		part := object{"functionCall": object{"name": c.Tool, "args": json.RawMessage(c.Arguments)}}
		if i == 0 {
			part["thoughtSignature"] = a.thought(0).seal
		}
		parts = append(parts, part)
	}
	if len(a.Calls) == 0 {
		parts = append(parts, object{"text": "", "thoughtSignature": a.thought(0).seal})
	}
	return parts
}

func geminiResponse(a *reply, parts []any, finish string) object {
	candidate := object{}
	if len(parts) > 0 {
		candidate["content"] = object{"role": "model", "parts": parts}
	}
	if finish != "" {
		candidate["finishReason"] = finish
	}
	return object{
		"candidates": []any{candidate}, "usageMetadata": geminiUsage(a.Usage), "modelVersion": a.req.Model, "responseId": a.id,
	}
}

func geminiWhole(a *reply) []byte {
	whole := func(s string) []string {
		if s == "" {
			return nil
		}
		return []string{s}
	}
	return encode(geminiResponse(a, geminiParts(a, whole), geminiFinishes[a.finish()]))
}

func geminiFrames(a *reply) (frames []string) {
	all := geminiParts(a, pieces)
	if len(all) == 0 {
		return []string{"data: " + string(encode(geminiResponse(a, nil, geminiFinishes[a.finish()]))) + "\r\n\r\n"}
	}
	for i, p := range all {
		finish := ""
		if i == len(all)-1 {
			finish = geminiFinishes[a.finish()]
		}
		frames = append(frames, "data: "+string(encode(geminiResponse(a, []any{p}, finish)))+"\r\n\r\n")
	}
	return frames
}

func geminiBroken(f failure, _ *reply) []string {
	return []string{string(geminiFailed(f, nil)) + "\n"}
}
