package gemini

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireRequest is a GenerateContentRequest.
type wireRequest struct {
	leftover
	contents          list[wireContent]
	systemInstruction wireContent
	tools             list[wireTool]
	toolConfig        wireToolConfig
	generationConfig  wireGeneration
	cachedContent     jsonx.String
	labels            rawJSON
	serviceTier       jsonx.String
	safetySettings    rawJSON
	model             jsonx.String
}

// UnmarshalJSONFrom reads the next value of dec.
func (r *wireRequest) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, r) }

func (r *wireRequest) member(name string) any {
	switch name {
	case "contents":
		return &r.contents
	case "systemInstruction":
		return &r.systemInstruction
	case "tools":
		return &r.tools
	case "toolConfig":
		return &r.toolConfig
	case "generationConfig":
		return &r.generationConfig
	case "cachedContent":
		return &r.cachedContent
	case "labels":
		return &r.labels
	case "serviceTier":
		return &r.serviceTier
	case "safetySettings":
		return &r.safetySettings
	case "model":
		return &r.model
	}
	return nil
}

// wireGeneration is a GenerationConfig.
type wireGeneration struct {
	leftover
	temperature, topP, topK           jsonx.Float
	presencePenalty, frequencyPenalty jsonx.Float
	candidateCount, maxOutputTokens   jsonx.Int
	seed, logprobs                    jsonx.Int
	responseLogprobs                  jsonx.Bool
	stopSequences, responseModalities stringList
	responseMimeType                  jsonx.String
	responseJSONSchema                rawJSON
	responseSchema                    rawJSON
	thinkingConfig                    wireThinking
}

// UnmarshalJSONFrom reads the next value of dec.
func (g *wireGeneration) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, g) }

func (g *wireGeneration) member(name string) any {
	switch name {
	case "temperature":
		return &g.temperature
	case "topP":
		return &g.topP
	case "topK":
		return &g.topK
	case "presencePenalty":
		return &g.presencePenalty
	case "frequencyPenalty":
		return &g.frequencyPenalty
	case "candidateCount":
		return &g.candidateCount
	case "maxOutputTokens":
		return &g.maxOutputTokens
	case "seed":
		return &g.seed
	case "logprobs":
		return &g.logprobs
	case "responseLogprobs":
		return &g.responseLogprobs
	case "stopSequences":
		return &g.stopSequences
	case "responseModalities":
		return &g.responseModalities
	case "responseMimeType":
		return &g.responseMimeType
	case "responseJsonSchema":
		return &g.responseJSONSchema
	case "responseSchema":
		return &g.responseSchema
	case "thinkingConfig":
		return &g.thinkingConfig
	}
	return nil
}

// wireThinking is a ThinkingConfig.
type wireThinking struct {
	leftover
	includeThoughts jsonx.Bool
	thinkingBudget  jsonx.Int
	thinkingLevel   jsonx.String
}

// UnmarshalJSONFrom reads the next value of dec.
func (t *wireThinking) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, t) }

func (t *wireThinking) member(name string) any {
	switch name {
	case "includeThoughts":
		return &t.includeThoughts
	case "thinkingBudget":
		return &t.thinkingBudget
	case "thinkingLevel":
		return &t.thinkingLevel
	}
	return nil
}

// stringList is a list of strings, or whatever came instead.
type stringList struct {
	items []string
	set   bool
	// raw is the value where it is no list of strings.
	raw jsonx.Value
}

// UnmarshalJSONFrom reads the next value of dec.
func (s *stringList) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	text, err := dec.ReadText()
	if err != nil {
		return err
	}
	s.set = jsonx.KindOf(text) == '['
	for raw := range jsonx.Elements(text) {
		item, ok := jsonx.Unquote(raw)
		s.set = s.set && ok
		s.items = append(s.items, item)
	}
	if !s.set {
		s.items, s.raw = nil, jsonx.Value(text)
	}
	return nil
}
