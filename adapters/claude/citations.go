package claude

import (
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// wireCitations is the citations member of a text block: a list; anything else is kept as it is.
type wireCitations struct {
	list  []*pb.Citation
	other jsonx.Value
}

// UnmarshalJSONFrom reads the next value of dec.
func (c *wireCitations) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if dec.PeekKind() != '[' {
		v, err := dec.ReadValue()
		if err == nil && v.Kind() != 'n' {
			c.other = v
		}
		return err
	}
	var list []wireCitation
	if err := jsonx.UnmarshalDecode(dec, &list); err != nil {
		return err
	}
	if len(list) == 0 {
		c.other = jsonx.Value("[]")
	}
	for i := range list {
		c.list = append(c.list, list[i].citation())
	}
	return nil
}

// wireCitation is one citation of any type. Places within the source have no canonical field.
type wireCitation struct {
	Type          jsonx.String `json:"type"`
	CitedText     jsonx.String `json:"cited_text"`
	URL           jsonx.String `json:"url"`
	Title         jsonx.String `json:"title"`
	DocumentTitle jsonx.String `json:"document_title"`
	FileID        jsonx.String `json:"file_id"`
	Source        jsonx.String `json:"source"`
	Unknown       jsonx.Value  `json:",inline,embed"`
}

// citationNames says under which members a type of citation has its title and its address.
type citationNames struct{ title, url string }

var (
	plainCitation     = citationNames{title: "title", url: "url"}
	citationTypeNames = map[string]citationNames{
		"char_location":          {title: "document_title", url: "url"},
		"page_location":          {title: "document_title", url: "url"},
		"content_block_location": {title: "document_title", url: "url"},
		"search_result_location": {title: "title", url: "source"},
		webCitation:              plainCitation,
	}
)

func namesOfCitation(kind string) citationNames {
	if n, ok := citationTypeNames[kind]; ok {
		return n
	}
	return plainCitation
}

func (w *wireCitation) citation() *pb.Citation {
	l := leftovers{unknown: w.Unknown}
	c := &pb.Citation{
		Type:      l.text("type", &w.Type),
		CitedText: l.full("cited_text", &w.CitedText),
		FileId:    l.text("file_id", &w.FileID),
	}
	names := namesOfCitation(c.Type)
	for _, m := range []struct {
		name  string
		value *jsonx.String
	}{{"title", &w.Title}, {"document_title", &w.DocumentTitle}, {"url", &w.URL}, {"source", &w.Source}} {
		switch m.name {
		case names.title:
			c.Title = l.text(m.name, m.value)
		case names.url:
			c.Url = l.text(m.name, m.value)
		default:
			l.stray(m.name, m.value)
		}
	}
	if _, known := citationTypeNames[c.Type]; !known && c.Type != "" {
		l.stray("type", &w.Type)
	}
	c.Extensions = l.keep(nil)
	return c
}

// writeCitation writes one citation as the next value.
func writeCitation(w *jsonx.Writer, c *pb.Citation) {
	o := w.Object(own(c.Extensions, ""))
	names := namesOfCitation(c.Type)
	o.StrNonEmpty("type", c.Type)
	o.Str("cited_text", c.CitedText)
	o.StrNonEmpty(names.url, c.Url)
	o.StrNonEmpty(names.title, c.Title)
	o.StrNonEmpty("file_id", c.FileId)
	o.End()
}

// citedPiece is a stretch of text and the citations that support all of it.
type citedPiece struct {
	text      string
	citations []*pb.Citation
}

// citedPieces cuts a text where citations begin and end. Whitespace makes no piece of its own: no block may be blank.
func citedPieces(t *pb.Text) []citedPiece {
	cuts := []int{0, len(t.Text)}
	for _, c := range t.Citations {
		from, to := citedRange(t.Text, c)
		cuts = append(cuts, from, to)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var pieces []citedPiece
	for i := 0; i+1 < len(cuts); i++ {
		piece := citedPiece{text: t.Text[cuts[i]:cuts[i+1]]}
		if n := len(pieces); n > 0 && strings.TrimSpace(piece.text) == "" {
			pieces[n-1].text += piece.text
			continue
		} else if n > 0 && strings.TrimSpace(pieces[n-1].text) == "" {
			piece.text = pieces[n-1].text + piece.text
			pieces = pieces[:n-1]
		}
		for _, c := range t.Citations {
			if from, to := citedRange(t.Text, c); from <= cuts[i] && cuts[i+1] <= to {
				piece.citations = append(piece.citations, c)
			}
		}
		pieces = append(pieces, piece)
	}
	return pieces
}

// citedRange gives the bytes of a text that a citation supports: all of it where it does not say.
func citedRange(text string, c *pb.Citation) (from, to int) {
	if c.Start == nil || c.End == nil {
		return 0, len(text)
	}
	from, to = canon.ByteOffset(text, int(*c.Start)), canon.ByteOffset(text, int(*c.End))
	if from >= to {
		return 0, len(text)
	}
	return from, to
}

// webCitation is the type of citation that points to an address.
const webCitation = "web_search_result_location"

// citationOf gives a citation of any dialect in this one. Its clients look for an encrypted index, which only this dialect's
// own upstreams can give.
func citationOf(c *pb.Citation) *pb.Citation {
	title := c.Title
	if title == "" {
		title = c.Filename
	}
	return &pb.Citation{
		Type: webCitation, Url: c.Url, Title: title, CitedText: c.CitedText,
		Extensions: canon.KeepSpelling(nil, dialect, "", "encrypted_index", `""`),
	}
}
