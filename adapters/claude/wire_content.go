package claude

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// wireContent is content: a string or a list of blocks.
type wireContent struct {
	form  pb.ContentForm
	parts []*pb.Part
}

// UnmarshalJSONFrom reads the next value of dec.
func (c *wireContent) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	switch dec.PeekKind() {
	case 'n':
		return dec.Skip()
	case '"':
		text, err := dec.ReadString()
		if err != nil {
			return err
		}
		c.form = pb.ContentForm_CONTENT_FORM_STRING
		c.parts = []*pb.Part{textPart(text)}
		return nil
	case '[':
		c.form = pb.ContentForm_CONTENT_FORM_LIST
		return c.readList(dec)
	}
	return dec.Mismatch("string or array")
}

func (c *wireContent) readList(dec *jsonx.Decoder) error {
	dec.BeginArray()
	for dec.More() {
		p, err := readBlock(dec)
		if err != nil {
			return err
		}
		c.parts = append(c.parts, p)
	}
	return dec.Err()
}

// blockBody is a wire block of a type that the model knows.
type blockBody interface {
	// part gives the canonical part that says the same.
	part() *pb.Part
}

// blockTypes are the types of blocks that the model knows. All others become opaque parts.
var blockTypes = map[string]func(*jsonx.Decoder) (*pb.Part, error){
	"text":              readBody[wireText],
	"image":             readBody[wireMedia],
	"document":          readBody[wireMedia],
	"search_result":     readBody[wireSearchResult],
	"thinking":          readBody[wireThought],
	"redacted_thinking": readBody[wireRedacted],
	"tool_use":          readBody[wireToolUse],
	"tool_result":       readBody[wireToolResult],
	"tool_reference":    readBody[wireToolReference],
	"tool_addition":     readToolChange,
	"tool_removal":      readToolChange,
	"compaction":        readBody[wireCompaction],
}

func readBody[T any, B interface {
	*T
	blockBody
}](dec *jsonx.Decoder) (*pb.Part, error) {
	var body T
	if err := jsonx.UnmarshalDecode(dec, &body); err != nil {
		return nil, err
	}
	return B(&body).part(), nil
}

// readBlock reads one content block. Its type is found first, so that the block is read once, into the struct of its
// type.
func readBlock(dec *jsonx.Decoder) (*pb.Part, error) {
	switch k := dec.PeekKind(); k {
	case '{':
	case 'n':
		return nil, jsonx.Mismatch("object", k)
	default:
		// The decoder says that this is no object, and where.
		return readBody[wireText](dec)
	}
	raw, _ := jsonx.PeekMember(dec, "type")
	kind, _ := jsonx.Unquote(raw)
	if read, ok := blockTypes[kind]; ok {
		return read(dec)
	}
	return readOpaque(dec)
}

// readOpaque reads a block that only this dialect understands.
func readOpaque(dec *jsonx.Decoder) (*pb.Part, error) {
	json, err := dec.ReadText()
	if err != nil {
		return nil, err
	}
	raw, _ := jsonx.Get(json, "type")
	kind, _ := jsonx.Unquote(raw)
	return &pb.Part{Content: &pb.Part_Opaque{Opaque: &pb.Opaque{Type: kind, Json: json}}}, nil
}

func textPart(text string) *pb.Part {
	return canon.TextPart(text)
}
