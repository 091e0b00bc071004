package rpc

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// checks are what is so for one type of message, wherever it stands.
var checks = map[protoreflect.FullName]func(v *validator, m proto.Message, path string){
	"interlingua.v1beta1.Message":      check((*validator).message),
	"interlingua.v1beta1.Part":         check((*validator).part),
	"interlingua.v1beta1.Media":        check((*validator).media),
	"interlingua.v1beta1.ToolCall":     check((*validator).toolCall),
	"interlingua.v1beta1.ToolResult":   check((*validator).toolResult),
	"interlingua.v1beta1.Tool":         check((*validator).tool),
	"interlingua.v1beta1.ToolRef":      check((*validator).toolRef),
	"interlingua.v1beta1.OutputFormat": check((*validator).outputFormat),
	"interlingua.v1beta1.Extension":    check((*validator).extension),
	"interlingua.v1beta1.Opaque":       check((*validator).opaque),
}

// check is a check of one type.
func check[T proto.Message](f func(v *validator, m T, path string)) func(*validator, proto.Message, string) {
	return func(v *validator, m proto.Message, path string) {
		if t, ok := m.(T); ok {
			f(v, t, path)
		}
	}
}

// authors are who may write a kind of part. A message without a role is an item that is no chat message.
var authors = map[string][]pb.Role{
	"reasoning": {pb.Role_ROLE_ASSISTANT},
	"refusal":   {pb.Role_ROLE_ASSISTANT},
	"tool_call": {pb.Role_ROLE_ASSISTANT},
	// The model's own side writes the results of tools that the vendor runs.
	"tool_result": {pb.Role_ROLE_USER, pb.Role_ROLE_TOOL, pb.Role_ROLE_ASSISTANT},
}

func (v *validator) message(m *pb.Message, path string) {
	for i, p := range m.Parts {
		at := fmt.Sprintf("%s.parts[%d]", path, i)
		kind := contentOf(p)
		switch kind {
		case "text", "media":
			if m.Role == pb.Role_ROLE_UNSPECIFIED {
				v.fault(join(path, "role"), "is missing")
			}
		}
		allowed, bound := authors[kind]
		if !bound {
			continue
		}
		if !slices.Contains(allowed, m.Role) {
			v.fault(at, "a %s cannot be written by %s", kind, m.Role)
		}
	}
}

// contentOf is the name of the content of a part, empty where there is none.
func contentOf(p *pb.Part) string {
	m := p.ProtoReflect()
	if fd := m.WhichOneof(m.Descriptor().Oneofs().ByName("content")); fd != nil {
		return string(fd.Name())
	}
	return ""
}

func (v *validator) part(p *pb.Part, path string) {
	if p.Content == nil && p.Seal == nil && len(p.Extensions) == 0 {
		v.fault(path, "has no content")
	}
}

func (v *validator) media(m *pb.Media, path string) {
	switch s := m.Source.(type) {
	case nil:
		if len(m.Parts) == 0 {
			v.fault(path, "has no source")
		}
	case *pb.Media_Data:
		if !isBase64(s.Data) {
			v.fault(path+".data", "is not base64")
		}
		if m.MediaType == "" {
			v.fault(path+".media_type", "is missing")
		}
	}
}

// isBase64 reports whether a text is base64 of either alphabet, padded or not.
func isBase64(s string) bool {
	s = strings.TrimRight(s, "=")
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '+', c == '/', c == '-', c == '_':
		default:
			return false
		}
	}
	return len(s)%4 != 1
}

func (v *validator) toolCall(c *pb.ToolCall, path string) {
	if c.CallId == "" {
		v.fault(path+".call_id", "is missing")
	}
	if c.Name == "" && c.Kind != pb.ToolKind_TOOL_KIND_HOSTED {
		v.fault(path+".name", "is missing")
	}
	if c.Kind == pb.ToolKind_TOOL_KIND_NAMESPACE {
		v.fault(path+".kind", "a namespace cannot be called")
	}
}

func (v *validator) toolResult(r *pb.ToolResult, path string) {
	if r.CallId == "" {
		v.fault(path+".call_id", "is missing")
	}
	if len(r.Parts) > 0 && r.OutputJson != nil {
		for _, p := range r.Parts {
			if p.GetText() != nil {
				v.fault(path, "has both parts of text and output_json")
				return
			}
		}
	}
}

func (v *validator) tool(t *pb.Tool, path string) {
	hosted := t.Kind == pb.ToolKind_TOOL_KIND_HOSTED
	if t.Name == "" && !hosted {
		v.fault(path+".name", "is missing")
	}
	if hosted && t.Hosted.GetType() == "" && t.Hosted.GetKind() == pb.HostedKind_HOSTED_KIND_UNSPECIFIED {
		v.fault(path+".hosted", "says neither kind nor type")
	}
	if len(t.Tools) > 0 && t.Kind != pb.ToolKind_TOOL_KIND_NAMESPACE {
		v.fault(path+".tools", "only a namespace holds tools")
	}
	v.schema(t.SchemaJson, path+".schema_json")
	v.schema(t.OutputSchemaJson, path+".output_schema_json")
}

// schema checks that a schema is an object, or one of the two truth values that JSON Schema allows.
func (v *validator) schema(s *string, path string) {
	if s == nil || !jsonx.ValidText(*s) {
		return // what is no JSON is told of by walk
	}
	switch jsonx.KindOf(*s) {
	case '{', 't', 'f':
	default:
		v.fault(path, "is no JSON Schema")
	}
}

func (v *validator) toolRef(r *pb.ToolRef, path string) {
	if r.Name == "" {
		v.fault(path+".name", "is missing")
	}
}

func (v *validator) outputFormat(f *pb.OutputFormat, path string) {
	if f.MediaType == "" {
		v.fault(path+".media_type", "is missing")
	}
	v.schema(f.SchemaJson, path+".schema_json")
}

func (v *validator) extension(e *pb.Extension, path string) {
	if e.Dialect == pb.Dialect_DIALECT_UNSPECIFIED {
		v.fault(path+".dialect", "is missing")
	}
}

func (v *validator) opaque(o *pb.Opaque, path string) {
	if o.Json == "" {
		v.fault(path+".json", "is missing")
	}
}
