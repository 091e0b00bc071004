package adapterstest

import (
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// ImageRequest gives a made-up request in a dialect that shows an image of so many bytes of base64.
func ImageRequest(d pb.Dialect, size int) []byte {
	const piece = "iVBORw0KGgoAAAANSUhEUgAAB+/a"
	data := strings.Repeat(piece, size/len(piece))
	return []byte(strings.Replace(imageRequests[d], "DATA", data, 1))
}

var imageRequests = map[pb.Dialect]string{
	pb.Dialect_DIALECT_RESPONSES: `{"model":"gpt-5.5","input":[{"role":"user","content":[{"type":"input_text","text":"What is this?"},` +
		`{"type":"input_image","image_url":"data:image/png;base64,DATA","detail":"auto"}]}]}`,
	pb.Dialect_DIALECT_CHAT: `{"model":"gpt-5.5","messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},` +
		`{"type":"image_url","image_url":{"url":"data:image/png;base64,DATA"}}]}]}`,
	pb.Dialect_DIALECT_CLAUDE: `{"model":"claude-opus-5-5","max_tokens":1024,"messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},` +
		`{"type":"image","source":{"type":"base64","media_type":"image/png","data":"DATA"}}]}]}`,
	pb.Dialect_DIALECT_GEMINI: `{"contents":[{"role":"user","parts":[{"text":"What is this?"},{"inlineData":{"mimeType":"image/png","data":"DATA"}}]}]}`,
}
