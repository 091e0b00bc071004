package canon

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// The functions in this file make the parts that conversations are full of. A part and what it points to share one piece
// of memory: they are made together and live together.

// TextPart gives a part that is a text.
func TextPart(text string) *pb.Part {
	var m struct {
		part    pb.Part
		content pb.Part_Text
		text    pb.Text
	}
	m.part.Content, m.content.Text, m.text.Text = &m.content, &m.text, text
	return &m.part
}

// CallPart gives the part that a call is.
func CallPart(call *pb.ToolCall) *pb.Part {
	var m struct {
		part    pb.Part
		content pb.Part_ToolCall
	}
	m.part.Content, m.content.ToolCall = &m.content, call
	return &m.part
}

// ResultPart gives the part that a result is.
func ResultPart(result *pb.ToolResult) *pb.Part {
	var m struct {
		part    pb.Part
		content pb.Part_ToolResult
	}
	m.part.Content, m.content.ToolResult = &m.content, result
	return &m.part
}
