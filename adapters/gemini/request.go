package gemini

import (
	"errors"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// DecodeRequest implements adapters.RequestCodec.
func (adapter) DecodeRequest(x *adapters.Exchange, w adapters.Wire) (*pb.GenerateRequest, error) {
	var in wireRequest
	if err := jsonx.UnmarshalAlias(w.Body, &in); err != nil {
		return nil, malformed(err)
	}
	req := &pb.GenerateRequest{Origin: own}
	var k keeper
	decodeTarget(req, &k, &in, w.Path)
	decodeInstructions(req, &k, &in.systemInstruction)
	decodeTools(req, &k, &in.tools)
	decodeToolConfig(req, &k, &in.toolConfig)
	decodeMessages(x.Sealer, req, &in.contents)
	decodeGeneration(req, &k, &in.generationConfig)
	if name, ok := k.str("", &in.leftover, "cachedContent", &in.cachedContent); ok {
		req.Caching = &pb.Caching{CachedContent: name}
	}
	decodeLabels(req, &k, &in)
	if word, ok := k.str("", &in.leftover, "serviceTier", &in.serviceTier); ok {
		neutral := tier(word)
		req.ServiceTier = &neutral
		if wordFor(tiers, neutral) == "" && neutral != word {
			k.exact("", in.spelling("serviceTier"), jsonx.Quote(word))
		}
	}
	if in.safetySettings == "[]" {
		k.exact("", in.spelling("safetySettings"), "[]")
	} else {
		in.keep("safetySettings", in.safetySettings.bytes())
	}
	k.rest("", &in.leftover)
	req.Extensions = k.exts
	return req, nil
}

// malformed makes a fault of a document that is not what it should be.
func malformed(err error) error {
	f := &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Dialect: own, Err: err, Message: err.Error()}
	if e, ok := errors.AsType[*jsonx.Error](err); ok {
		f.Path, f.Message = e.Pointer, e.Message
	}
	return f
}

// decodeTarget reads model and method, which stand in the path; a model in the body repeats it.
func decodeTarget(req *pb.GenerateRequest, k *keeper, in *wireRequest, path string) {
	c := parsePath(path)
	req.Model = c.model
	if c.known {
		req.Stream = &c.stream
	}
	name, ok := k.str("", &in.leftover, "model", &in.model)
	if !ok {
		return
	}
	if req.Model == "" {
		req.Model = modelName(name)
	}
	k.exact("", in.spelling("model"), jsonx.Quote(name))
}

// decodeInstructions reads the system instruction. Its role means nothing.
func decodeInstructions(req *pb.GenerateRequest, k *keeper, c *wireContent) {
	const at = "/systemInstruction"
	if !c.present {
		return
	}
	var d decoder
	req.Instructions, req.InstructionsForm = d.content(&c.parts)
	if !c.parts.set {
		k.form("", "systemInstruction", formEmpty)
	}
	if role, ok := k.str(at, &c.leftover, "role", &c.role); ok {
		k.exact(at, c.spelling("role"), jsonx.Quote(role))
	}
	k.rest(at, &c.leftover)
}

// decodeMessages reads the contents.
func decodeMessages(sealer *canon.Sealer, req *pb.GenerateRequest, contents *list[wireContent]) {
	d := decoder{sealer: sealer}
	req.MessagesForm = contentForm(contents.set, contents.single)
	req.Messages = make([]*pb.Message, 0, len(contents.items))
	for i := range contents.items {
		req.Messages = append(req.Messages, d.message(&contents.items[i], pb.Role_ROLE_USER))
	}
	if d.opened {
		canon.AttachSeals(req.Messages)
	}
}

// decodeLabels reads labels as metadata.
func decodeLabels(req *pb.GenerateRequest, k *keeper, in *wireRequest) {
	labels := string(in.labels)
	if labels == "" {
		return
	}
	var entries []*pb.MetadataEntry
	for name, raw := range jsonx.Members(labels) {
		value, ok := jsonx.Unquote(raw)
		if !ok {
			in.keep("labels", in.labels.bytes())
			return
		}
		entries = append(entries, &pb.MetadataEntry{Key: name, Value: value})
	}
	switch {
	case jsonx.KindOf(labels) != '{':
		in.keep("labels", in.labels.bytes())
	case entries == nil:
		k.form("", "labels", formEmpty)
	}
	req.Metadata = entries
}

// EncodeRequest implements adapters.RequestCodec.
func (adapter) EncodeRequest(x *adapters.Exchange, req *pb.GenerateRequest, losses *adapters.Losses) (adapters.Wire, error) {
	if req.Origin == own {
		if x.Refit {
			req = refit(x, req, losses)
		}
		req = unsealed(x.Upstream, modelCapabilities(x, req.Model), req, losses)
	} else {
		req = lower(x, req, losses)
	}
	w := jsonx.NewWriter(make([]byte, 0, sizeHint(req)))
	writeRequest(w, req)
	return adapters.Wire{Body: w.Bytes(), Path: formatPath(req.Model, req.GetStream())}, nil
}

// sizeHint is about how long the body will be: its long texts, and room for the rest.
func sizeHint(req *pb.GenerateRequest) int {
	const room = 1 << 10
	n := room
	for _, t := range req.Tools {
		n += len(t.GetSchemaJson()) + len(t.GetDescription()) + room/8
	}
	for _, p := range req.Instructions {
		n += len(p.GetText().GetText())
	}
	for _, m := range req.Messages {
		n += messageSize(m)
	}
	return n
}

// writeRequest writes a request that says nothing but what Gemini can say. What stays the same from call to call stands
// in front.
func writeRequest(w *jsonx.Writer, req *pb.GenerateRequest) {
	o := open(w, req.Extensions, "")
	writeInstructions(o, req)
	writeTools(o, req)
	writeToolConfig(o, req)
	writeContents(o, req)
	writeGeneration(o, req)
	o.StrNonEmpty(o.name("cachedContent"), req.GetCaching().GetCachedContent())
	writeLabels(o, req)
	if req.ServiceTier != nil {
		word := wordFor(tiers, *req.ServiceTier)
		if word == "" {
			word = *req.ServiceTier
		}
		o.Str(o.name("serviceTier"), word)
	}
	o.End()
}

func writeInstructions(o object, req *pb.GenerateRequest) {
	const name = "systemInstruction"
	if len(req.Instructions) == 0 && req.InstructionsForm == pb.ContentForm_CONTENT_FORM_UNSPECIFIED &&
		form(req.Extensions, "", name) == "" {
		return
	}
	if c, ok := o.open(name, req.Extensions, "/"+name); ok {
		writeParts(c, req.Instructions, req.InstructionsForm)
		c.End()
	}
}

func writeContents(o object, req *pb.GenerateRequest) {
	name := o.name("contents")
	switch {
	case len(req.Messages) == 0 && req.MessagesForm == pb.ContentForm_CONTENT_FORM_UNSPECIFIED:
	case req.MessagesForm == pb.ContentForm_CONTENT_FORM_OBJECT && len(req.Messages) == 1:
		if o.Key(name) {
			writeMessage(o.Writer(), req.Messages[0])
		}
	case o.Array(name):
		for _, m := range req.Messages {
			writeMessage(o.Writer(), m)
		}
		o.EndArray()
	}
}

func writeLabels(o object, req *pb.GenerateRequest) {
	if len(req.Metadata) == 0 && form(req.Extensions, "", "labels") == "" {
		return
	}
	if l, ok := o.open("labels", nil, ""); ok {
		for _, e := range req.Metadata {
			l.Str(e.Key, e.Value)
		}
		l.End()
	}
}
