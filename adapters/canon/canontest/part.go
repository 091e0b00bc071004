package canontest

import (
	"pgregory.net/rapid"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Part gives a part of any kind.
func Part() *rapid.Generator[*pb.Part] {
	return rapid.Custom(func(t *rapid.T) *pb.Part { return drawer{t}.part(2) })
}

// Message gives a message of any role.
func Message() *rapid.Generator[*pb.Message] {
	return rapid.Custom(func(t *rapid.T) *pb.Message { return drawer{t}.message() })
}

func (d drawer) message() *pb.Message {
	m := &pb.Message{
		Origin: d.dialect(), Role: enum(d, pb.Role_ROLE_UNSPECIFIED, pb.Role_ROLE_TOOL), Id: d.maybe(), Name: d.maybe(),
		Status: d.of("", "", "completed", "incomplete"), Phase: d.of("", "", "commentary"), Form: d.form(),
		Extensions: d.extensions(),
	}
	if d.n(7) == 0 {
		m.Settings = d.settings()
	}
	m.Parts = d.parts(4, 2)
	return m
}

// parts gives up to most parts; depth bounds parts in parts.
func (d drawer) parts(most, depth int) []*pb.Part {
	var out []*pb.Part
	for range d.n(most) {
		out = append(out, d.part(depth))
	}
	return out
}

func (d drawer) part(depth int) *pb.Part {
	p := &pb.Part{Cache: d.cacheHint(), Id: d.maybe(), Extensions: d.extensions()}
	d.content(p, depth)
	if d.n(3) == 0 {
		p.Seal = &pb.Seal{Issuer: d.dialect(), Upstream: d.maybe(), Model: d.maybe(), Data: d.word()}
	}
	return p
}

func (d drawer) content(p *pb.Part, depth int) {
	switch d.n(12) {
	case 0, 1, 2:
		p.Content = &pb.Part_Text{Text: d.textPart()}
	case 3:
		r := &pb.ReasoningContent{Text: d.text(), Redacted: d.bool()}
		for range d.n(2) {
			r.Summaries = append(r.Summaries, d.text())
		}
		p.Content = &pb.Part_Reasoning{Reasoning: r}
	case 4:
		p.Content = &pb.Part_Refusal{Refusal: &pb.Refusal{Text: d.text()}}
	case 5:
		p.Content = &pb.Part_Media{Media: d.media(depth)}
	case 6, 7:
		p.Content = &pb.Part_ToolCall{ToolCall: d.toolCall()}
	case 8:
		p.Content = &pb.Part_ToolResult{ToolResult: d.toolResult(depth)}
	case 9:
		p.Content = &pb.Part_ToolChanges{ToolChanges: &pb.ToolChanges{
			Add: d.tools(2, 1), Remove: d.words(1), References: d.words(1),
		}}
	case 10:
		p.Content = &pb.Part_Settings{Settings: d.settings()}
	case 11:
		p.Content = &pb.Part_Compaction{Compaction: &pb.Compaction{Text: d.text()}}
	case 12:
		p.Content = &pb.Part_Opaque{Opaque: &pb.Opaque{Type: d.word(), Json: d.object()}}
	}
}

func (d drawer) textPart() *pb.Text {
	t := &pb.Text{Text: d.text()}
	for range max(0, d.n(4)-2) {
		t.Citations = append(t.Citations, &pb.Citation{
			Url: "https://example.org/" + d.maybe(), Title: d.maybe(), FileId: d.maybe(), CitedText: d.text(),
			Start: opt(d, d.int32), End: opt(d, d.int32), Type: d.maybe(), Filename: d.maybe(), Extensions: d.extensions(),
		})
	}
	for range max(0, d.n(4)-2) {
		l := &pb.Logprob{Token: d.text(), Logprob: 0 - d.float64(), Bytes: []byte(d.text()), Extensions: d.extensions()}
		l.Top = append(l.Top, &pb.Logprob{Token: d.text(), Logprob: 0 - d.float64()})
		t.Logprobs = append(t.Logprobs, l)
	}
	return t
}

func (d drawer) media(depth int) *pb.Media {
	m := &pb.Media{
		Kind:      enum(d, pb.MediaKind_MEDIA_KIND_UNSPECIFIED, pb.MediaKind_MEDIA_KIND_VIDEO),
		MediaType: d.of("", "image/png", "application/pdf"), Detail: d.of("", "low", "auto"), Filename: d.maybe(),
		Context: d.maybe(), CitationsEnabled: opt(d, d.bool),
	}
	switch d.n(5) {
	case 0, 1:
		m.Source = &pb.Media_Data{Data: d.of("", "aGVsbG8=", "/+8=")}
	case 2:
		m.Source = &pb.Media_Uri{Uri: "https://example.org/" + d.word()}
	case 3:
		m.Source = &pb.Media_FileId{FileId: d.word()}
	case 4:
		m.Source = &pb.Media_Text{Text: d.text()}
	case 5:
		if depth > 0 {
			m.Parts = d.parts(2, depth-1)
		}
	}
	return m
}

func (d drawer) toolCall() *pb.ToolCall {
	c := &pb.ToolCall{
		CallId: d.of("call_1", "call_2", "toolu.3", ""), Name: d.word(), Namespace: d.maybe(),
		Kind: enum(d, pb.ToolKind_TOOL_KIND_FUNCTION, pb.ToolKind_TOOL_KIND_CUSTOM),
	}
	if c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		c.Input = d.text()
	} else {
		c.ArgumentsJson = d.of("", "{", d.object())
	}
	return c
}

func (d drawer) toolResult(depth int) *pb.ToolResult {
	r := &pb.ToolResult{
		CallId: d.of("call_1", "call_2", "toolu.3"), Name: d.maybe(), Namespace: d.maybe(),
		Kind: enum(d, pb.ToolKind_TOOL_KIND_UNSPECIFIED, pb.ToolKind_TOOL_KIND_CUSTOM), IsError: opt(d, d.bool), Form: d.form(),
		OutputJson: opt(d, d.object),
	}
	if depth > 0 {
		r.Parts = d.parts(2, depth-1)
	}
	return r
}

func (d drawer) settings() *pb.Settings {
	s := &pb.Settings{Effort: opt(d, func() string { return d.of("low", "high", "none") })}
	if d.bool() {
		s.Format = d.format()
	}
	return s
}

func (d drawer) format() *pb.OutputFormat {
	return &pb.OutputFormat{
		MediaType: d.of("", "text/plain", "application/json", "text/x.enum"), SchemaJson: opt(d, d.object), Name: d.maybe(),
		Description: opt(d, d.text), Strict: opt(d, d.bool), Extensions: d.extensions(),
	}
}
