package gemini

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// part lowers a part of an answer; there may be none. The seal is left to the packer, but for one of Gemini's own.
func (a *answer) part(p *pb.Part, path string) []*pb.Part {
	out := &pb.Part{Extensions: p.Extensions}
	if p.Seal.GetIssuer() == own {
		out.Seal = p.Seal
	}
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		if c.Text.Text == "" && out.Seal == nil {
			return nil
		}
		out.Content = &pb.Part_Text{Text: a.text(c.Text, path+"/text")}
	case *pb.Part_Reasoning:
		text := thoughtText(c.Reasoning)
		if len(c.Reasoning.Summaries) > 1 {
			a.losses.Approximate(path+"/reasoning/summaries", reasoningClass, "summaries are joined")
		}
		if text == "" && out.Seal == nil {
			return nil
		}
		out.Content = &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: text}}
	case *pb.Part_Refusal:
		a.losses.Approximate(path+"/refusal", contentClass, "a refusal stands as text")
		out.Content = textPart(c.Refusal.Text).Content
	case *pb.Part_Compaction:
		a.losses.Drop(path, pb.LossClass_LOSS_CLASS_STATE, "the target has no compactions")
		return nil
	case *pb.Part_Media:
		media := a.media(c.Media, path)
		if media == nil {
			return nil
		}
		out.Content = &pb.Part_Media{Media: media}
	case *pb.Part_ToolCall:
		if c.ToolCall.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
			a.losses.Drop(path, toolsClass, "a call of another vendor's own tool")
			return nil
		}
		out.Content = &pb.Part_ToolCall{ToolCall: a.call(c.ToolCall, path)}
	case nil:
		return nil
	default:
		a.losses.Drop(path, contentClass, "only its own vendor understands it")
		return nil
	}
	return []*pb.Part{out}
}

// summaryBreak stands between the summaries of reasoning that become one thought.
const summaryBreak = "\n\n"

// thoughtText gives reasoning as one text.
func thoughtText(r *pb.ReasoningContent) string {
	if len(r.Summaries) == 0 {
		return r.Text
	}
	texts := r.Summaries
	if r.Text != "" {
		texts = append([]string{r.Text}, texts...)
	}
	return strings.Join(texts, summaryBreak)
}

func (a *answer) call(c *pb.ToolCall, path string) *pb.ToolCall {
	arguments, exact := objectArguments(c)
	if !exact {
		a.losses.Approximate(path+"/tool_call/arguments_json", toolsClass, "arguments that are no object are wrapped in one")
	}
	return &pb.ToolCall{
		CallId: c.CallId, Name: a.names.Alias(c.Namespace, c.Name), Kind: pb.ToolKind_TOOL_KIND_FUNCTION, ArgumentsJson: arguments,
	}
}

// text lowers a text with its sources and log probabilities.
func (a *answer) text(t *pb.Text, path string) *pb.Text {
	out := &pb.Text{Text: t.Text}
	for i, c := range t.Citations {
		out.Citations = append(out.Citations, a.citation(c, path+"/citations/"+strconv.Itoa(i)))
	}
	for i, l := range t.Logprobs {
		if len(l.Bytes) > 0 && string(l.Bytes) != l.Token {
			at := path + "/logprobs/" + strconv.Itoa(i) + "/bytes"
			a.losses.Drop(at, pb.LossClass_LOSS_CLASS_SAMPLING, "tokens have no bytes")
		}
		out.Logprobs = append(out.Logprobs, l)
	}
	return out
}

// logprobs reports log probabilities that a candidate says of its text as a whole, since some of its texts have none.
func (a *answer) logprobs(c *pb.Candidate, path string) {
	var with []string
	without := false
	for i, m := range c.Messages {
		for j, p := range m.Parts {
			switch t := p.GetText(); {
			case len(t.GetLogprobs()) > 0:
				with = append(with, path+canon.Path("messages", i, "parts", j, "text", "logprobs"))
			case t.GetText() != "":
				without = true
			}
		}
	}
	for _, at := range with {
		if without {
			a.losses.Approximate(at, pb.LossClass_LOSS_CLASS_SAMPLING, "the tokens are said of the answer as a whole")
		}
	}
}

// citation lowers a source to a grounding chunk: a page of the web, or a document with the words that were cited.
func (a *answer) citation(c *pb.Citation, path string) *pb.Citation {
	const class = pb.LossClass_LOSS_CLASS_CITATIONS
	out := &pb.Citation{
		Url: c.Url, Title: c.Title, Start: c.Start, End: c.End, Type: chunkKind(&pb.Citation{Url: c.Url}), Extensions: c.Extensions,
	}
	if c.FileId != "" {
		a.losses.Drop(path+"/file_id", class, "sources have no file id")
	}
	switch {
	case c.Filename == "":
	case out.Title == "":
		out.Title = c.Filename
		a.losses.Approximate(path+"/filename", class, "the file name stands as title")
	default:
		a.losses.Drop(path+"/filename", class, "sources have a title only")
	}
	if c.CitedText != "" && c.Url != "" {
		a.losses.Drop(path+"/cited_text", class, "a page of the web is cited without its words")
	} else {
		out.CitedText = c.CitedText
	}
	return out
}

// media lowers what the model made; nil where only its vendor can resolve it.
func (a *answer) media(m *pb.Media, path string) *pb.Media {
	out := &pb.Media{MediaType: m.MediaType, Filename: m.Filename}
	switch s := m.Source.(type) {
	case *pb.Media_Data:
		out.Source = &pb.Media_Data{Data: standardBase64(s.Data)}
	case *pb.Media_Uri:
		out.Source = s
	default:
		a.losses.Drop(path+"/media", contentClass, "only its own vendor can resolve it")
		return nil
	}
	if out.MediaType == "" {
		out.MediaType = guessType(m)
	}
	return out
}
