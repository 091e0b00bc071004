package chat

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decoder reads the messages of one document, in order.
type decoder struct {
	x   *adapters.Exchange
	ids canon.CallIDs
	// open are the calls that no result answered yet: results without an id are joined with them by name and order.
	open []openCall
	// legacy counts the calls and results of the older function_call.
	legacy int
	// opened says that an envelope was opened.
	opened bool
	// names restores the names of tools of the request behind a response; nil for requests.
	names *canon.Names
	// upstream and model are where the document came from, if it is a response.
	upstream, model string
}

// seal is state that the author of the document issued.
func (d *decoder) seal(data string) *pb.Seal {
	return &pb.Seal{Issuer: own, Upstream: d.upstream, Model: d.model, Data: data}
}

type openCall struct{ id, name string }

// message reads one message: its parts are reasoning, content, refusal, audio and calls, in this order.
func (d *decoder) message(w *wireMessage) *pb.Message {
	k := keep(w.Extra)
	m := &pb.Message{Origin: own}
	role, exact := readRole(w.Role.V)
	m.Role = role
	if !exact {
		k.word("role", &w.Role, roleFunction)
	}
	name := k.strSpelled("name", &w.Name)
	m.Parts = d.reasoning(m.Parts, w, &k)
	if role == pb.Role_ROLE_TOOL {
		m.Parts = append(m.Parts, d.result(m, w, name, &k))
	} else {
		m.Name = name
		if raw := typeOrNull(&w.ToolCallID); raw != "null" {
			k.unknown.Keep("tool_call_id", jsonx.Value(raw))
		}
		m.Parts, m.Form = d.content(m.Parts, &w.Content, role, &k)
	}
	m.Parts = d.refusal(m.Parts, w, &k)
	m.Parts = d.audio(m.Parts, w, &k)
	m.Parts = d.calls(m.Parts, w, &k)
	decodeAnnotations(m, w, &k)
	d.messageCache(m, w, &k)
	d.messageSeal(m, w, &k)
	m.Extensions = k.into(m.Extensions, "")
	m.Parts = d.unpack(m.Parts)
	return m
}

// content reads content that is a string or a list.
func (d *decoder) content(parts []*pb.Part, c *wireContent, role pb.Role, k *kept) ([]*pb.Part, pb.ContentForm) {
	k.raw("content", c.Raw, false)
	switch c.Form {
	case '"':
		return d.untag(append(parts, textPart(c.Text))), pb.ContentForm_CONTENT_FORM_STRING
	case '[':
		for i := range c.Parts {
			parts = append(parts, d.part(&c.Parts[i], role))
		}
		return parts, pb.ContentForm_CONTENT_FORM_LIST
	}
	return parts, pb.ContentForm_CONTENT_FORM_UNSPECIFIED
}

func textPart(text string) *pb.Part {
	return canon.TextPart(text)
}

// result reads the answer of a tool.
func (d *decoder) result(m *pb.Message, w *wireMessage, name string, k *kept) *pb.Part {
	r := &pb.ToolResult{Name: name}
	r.Parts, r.Form = d.content(nil, &w.Content, m.Role, k)
	legacy := w.Role.V == "function"
	id := k.str("tool_call_id", &w.ToolCallID)
	switch {
	case id != "":
		d.answered(id)
	case legacy:
		id = d.firstOpen(name, d.legacyID)
		k.lacks("tool_call_id")
	default:
		id = d.firstOpen(name, func() string { return d.ids.Mint(name, "result") })
		k.spell("tool_call_id", typeOrNull(&w.ToolCallID))
	}
	r.CallId = id
	p := canon.ResultPart(r)
	if n := len(r.Parts); n > 0 {
		// A mark after the last part of a result is a mark after the result.
		p.Cache, r.Parts[n-1].Cache = r.Parts[n-1].Cache, nil
	}
	return p
}

// answered takes a call off the open ones.
func (d *decoder) answered(id string) {
	for i, c := range d.open {
		if c.id == id {
			d.open = append(d.open[:i], d.open[i+1:]...)
			return
		}
	}
}

// firstOpen gives the first open call of a name, of any name for "", or else a new id.
func (d *decoder) firstOpen(name string, mint func() string) string {
	for _, c := range d.open {
		if name == "" || c.name == name {
			d.answered(c.id)
			return c.id
		}
	}
	return mint()
}

// legacyID is the next id of a call or result that is of the kind that has none.
func (d *decoder) legacyID() string {
	d.legacy++
	return "call_legacy_" + strconv.Itoa(d.legacy)
}

func (d *decoder) refusal(parts []*pb.Part, w *wireMessage, k *kept) []*pb.Part {
	if text := k.strSpelled("refusal", &w.Refusal); text != "" {
		parts = append(parts, &pb.Part{Content: &pb.Part_Refusal{Refusal: &pb.Refusal{Text: text}}})
	}
	return parts
}

// audio reads audio that the model spoke, or in a request a reference to it.
func (d *decoder) audio(parts []*pb.Part, w *wireMessage, k *kept) []*pb.Part {
	k.raw("audio", w.Audio.Raw, false)
	a := w.Audio.V
	if a == nil {
		return parts
	}
	inner := keep(a.Extra)
	p := &pb.Part{Id: inner.strSpelled("id", &a.ID)}
	media := &pb.Media{Kind: pb.MediaKind_MEDIA_KIND_AUDIO}
	if data := inner.strSpelled("data", &a.Data); data != "" {
		media.Source = &pb.Media_Data{Data: data}
	}
	inner.unknown.Keep("transcript", rawOrNil(a.Transcript))
	inner.transport.Keep("expires_at", rawOrNil(a.ExpiresAt))
	if p.Id == "" && media.Source == nil {
		// Servers that write all members of an empty answer.
		k.spell("audio", rawObject(&inner))
		return parts
	}
	p.Content = &pb.Part_Media{Media: media}
	p.Extensions = inner.into(p.Extensions, "")
	return append(parts, p)
}

func rawOrNil(r rawJSON) jsonx.Value {
	if r == "" {
		return nil
	}
	return jsonx.Value(r)
}

// rawObject joins all that was gathered of a wire object into its text.
func rawObject(k *kept) string {
	all := jsonx.Merge(jsonx.Merge(k.unknown.String(), k.spelling.String()), k.transport.String())
	if all == "" {
		return "{}"
	}
	return all
}

// messageCache reads a cache mark that stands on the message: it is that of its last part.
func (d *decoder) messageCache(m *pb.Message, w *wireMessage, k *kept) {
	k.raw(cacheControlField, w.CacheControl.Raw, false)
	if w.CacheControl.V == nil {
		return
	}
	hint, inner := readCacheControl(w.CacheControl.V)
	last := lastPart(m)
	if last == nil || last.Cache != nil {
		inner.str("type", &w.CacheControl.V.Type)
		k.unknown.Keep(cacheControlField, jsonx.Value(cacheControlText(hint, &inner)))
		return
	}
	last.Cache = hint
	m.Extensions = inner.into(m.Extensions, "/"+cacheControlField)
	// The part itself has no mark of its own.
	var part kept
	part.lacks(breakpointField)
	part.lacks(cacheControlField)
	last.Extensions = part.into(last.Extensions, "")
}

func lastPart(m *pb.Message) *pb.Part {
	if len(m.Parts) == 0 {
		return nil
	}
	return m.Parts[len(m.Parts)-1]
}

func cacheControlText(hint *pb.CacheHint, inner *kept) string {
	w := jsonx.NewWriter(nil)
	o := w.Object(rawObject(inner))
	writeCacheControl(o, hint)
	o.End()
	return string(w.Bytes())
}
