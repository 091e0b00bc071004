package gemini

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireGrounding is a GroundingMetadata: what was searched and found, and which stretches of the text rest on it.
type wireGrounding struct {
	leftover
	chunks, supports rawJSON
}

// UnmarshalJSONFrom reads the next value of dec.
func (g *wireGrounding) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, g) }

func (g *wireGrounding) member(name string) any {
	switch name {
	case "groundingChunks":
		return &g.chunks
	case "groundingSupports":
		return &g.supports
	}
	return nil
}

// wireSupport is a GroundingSupport.
type wireSupport struct {
	leftover
	segment wireSegment
	chunks  []jsonx.Int
}

// UnmarshalJSONFrom reads the next value of dec.
func (s *wireSupport) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, s) }

func (s *wireSupport) member(name string) any {
	switch name {
	case "segment":
		return &s.segment
	case "groundingChunkIndices":
		return &s.chunks
	}
	return nil
}

// wireSegment is a Segment: a stretch of the text, in bytes.
type wireSegment struct {
	leftover
	partIndex, startIndex, endIndex jsonx.Int
	text                            jsonx.String
}

// UnmarshalJSONFrom reads the next value of dec.
func (s *wireSegment) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, s) }

func (s *wireSegment) member(name string) any {
	switch name {
	case "partIndex":
		return &s.partIndex
	case "startIndex":
		return &s.startIndex
	case "endIndex":
		return &s.endIndex
	case "text":
		return &s.text
	}
	return nil
}

// wireCitations is a CitationMetadata; Vertex calls the list citations.
type wireCitations struct {
	leftover
	sources, citations rawJSON
}

// UnmarshalJSONFrom reads the next value of dec.
func (c *wireCitations) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, c) }

func (c *wireCitations) member(name string) any {
	switch name {
	case "citationSources":
		return &c.sources
	case "citations":
		return &c.citations
	}
	return nil
}

// wireSource is a source: the one member of a GroundingChunk, or an entry of a CitationMetadata with its stretch.
type wireSource struct {
	leftover
	uri, title, text     jsonx.String
	startIndex, endIndex jsonx.Int
}

// UnmarshalJSONFrom reads the next value of dec.
func (s *wireSource) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, s) }

func (s *wireSource) member(name string) any {
	switch name {
	case "uri":
		return &s.uri
	case "title":
		return &s.title
	case "text":
		return &s.text
	case "startIndex":
		return &s.startIndex
	case "endIndex":
		return &s.endIndex
	}
	return nil
}

// wireLogprobs is a LogprobsResult.
type wireLogprobs struct {
	leftover
	chosen list[wireLogprob]
	top    list[wireTop]
}

// UnmarshalJSONFrom reads the next value of dec.
func (l *wireLogprobs) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, l) }

func (l *wireLogprobs) member(name string) any {
	switch name {
	case "chosenCandidates":
		return &l.chosen
	case "topCandidates":
		return &l.top
	}
	return nil
}

// wireTop is a TopCandidates: the likeliest tokens of one step.
type wireTop struct {
	leftover
	candidates list[wireLogprob]
}

// UnmarshalJSONFrom reads the next value of dec.
func (t *wireTop) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, t) }

func (t *wireTop) member(name string) any {
	if name == "candidates" {
		return &t.candidates
	}
	return nil
}

// wireLogprob is a Candidate of a LogprobsResult: one token.
type wireLogprob struct {
	leftover
	token          jsonx.String
	logProbability jsonx.Float
}

// UnmarshalJSONFrom reads the next value of dec.
func (l *wireLogprob) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, l) }

func (l *wireLogprob) member(name string) any {
	switch name {
	case "token":
		return &l.token
	case "logProbability":
		return &l.logProbability
	}
	return nil
}
