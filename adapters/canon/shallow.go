package canon

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Shallow gives a copy of a message whose fields share what they hold with it.
func Shallow[M proto.Message](m M) M {
	out := m.ProtoReflect().New()
	m.ProtoReflect().Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		out.Set(f, v)
		return true
	})
	return out.Interface().(M)
}

// WithoutMarks gives messages without their prompt-cache breakpoints, and reports those. It changes none of the given ones.
func WithoutMarks(messages []*pb.Message, losses *Losses) []*pb.Message {
	out := make([]*pb.Message, len(messages))
	for i, m := range messages {
		out[i] = m
		if parts := withoutMarks(m.Parts, losses, func(j int) string { return PartPath(i, j) }); parts != nil {
			out[i] = Shallow(m)
			out[i].Parts = parts
		}
	}
	return out
}

// withoutMarks does the same for parts; nil where there are none.
func withoutMarks(parts []*pb.Part, losses *Losses, path func(int) string) []*pb.Part {
	var out []*pb.Part
	for i, p := range parts {
		inner := withoutMarks(p.GetToolResult().GetParts(), losses, func(j int) string { return path(i) + Path("tool_result", "parts", j) })
		if p.Cache == nil && inner == nil {
			continue
		}
		unmarked := Shallow(p)
		if p.Cache != nil {
			losses.Drop(path(i)+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "the model takes no cache breakpoints")
			unmarked.Cache = nil
		}
		if inner != nil {
			result := Shallow(p.GetToolResult())
			result.Parts = inner
			unmarked.Content = &pb.Part_ToolResult{ToolResult: result}
		}
		if out == nil {
			out = append(out, parts...)
		}
		out[i] = unmarked
	}
	return out
}
