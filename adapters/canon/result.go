package canon

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// ResultText gives all text of a tool result as one string, for targets that take nothing else. An object whose sole
// member is a string under output, result or error is that string; any other JSON is its compact text. Joined says that
// several texts were joined by line breaks, which is a loss to report. What is not text is left to ResultMedia.
func ResultText(r *pb.ToolResult) (text string, joined bool) {
	var one string
	var more []string
	add := func(s string) {
		switch {
		case s == "":
		case one == "":
			one = s
		default:
			more = append(more, s)
		}
	}
	if r.GetOutputJson() != "" {
		add(outputText(*r.OutputJson))
	}
	for _, p := range r.GetParts() {
		add(p.GetText().GetText())
	}
	if len(more) == 0 {
		return one, false
	}
	return one + "\n" + strings.Join(more, "\n"), true
}

// ResultMedia gives the parts of a tool result that are not text.
func ResultMedia(r *pb.ToolResult) []*pb.Part {
	var media []*pb.Part
	for _, p := range r.GetParts() {
		if p.GetText() == nil {
			media = append(media, p)
		}
	}
	return media
}

// ResultObject gives the text of a tool result as the text of a JSON object, for targets that take nothing else: the
// object that it is, else its value as member output, or as member error where the tool failed. Texts are joined as
// ResultText joins them.
func ResultObject(r *pb.ToolResult) string {
	name := "output"
	if r.GetIsError() {
		name = "error"
	}
	output, hasText := r.GetOutputJson(), false
	for _, p := range r.GetParts() {
		hasText = hasText || p.GetText().GetText() != ""
	}
	if output == "" || hasText {
		text, _ := ResultText(r)
		return jsonx.WrapText(name, text)
	}
	if jsonx.KindOf(output) != '{' {
		return jsonx.Wrap(name, output)
	}
	if _, says := jsonx.Get(output, "error"); r.GetIsError() && !says {
		return jsonx.Wrap(name, output)
	}
	return output
}

// outputText is the text of a result that is one JSON value.
func outputText(output string) string {
	if text, ok := jsonx.Unquote(output); ok {
		return text
	}
	if text, ok := soleText(output); ok {
		return text
	}
	return jsonx.Compact(output)
}

// soleText gives the string that an object holds and nothing else, under one of the names that wrap a text.
func soleText(object string) (text string, ok bool) {
	count := 0
	for name, value := range jsonx.Members(object) {
		count++
		switch name {
		case "output", "result", "error":
			text, ok = jsonx.Unquote(value)
		}
	}
	return text, ok && count == 1
}
