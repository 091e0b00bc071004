package claude_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/claude"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// What stands behind the end of a stream does not count.
func TestBehindTheEnd(t *testing.T) {
	stream := string(writeStream(t, &adapters.Exchange{}, answer(pb.Dialect_DIALECT_CHAT, text("Hi"))))
	for _, junk := range []string{
		"data: junk\n\n", "event: ping\ndata: {\"type\":\"ping\"}\n\n", "event: error\ndata: {\"type\":\"error\",\"error\":{}}\n\n", "<html>",
		"event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}\n\n",
		": bye\n\n", "\x00\xff",
	} {
		r := claude.New().NewEventReader(&adapters.Exchange{}, strings.NewReader(stream+junk))
		var grammar canon.Grammar
		if err := adapterstest.Each(r, grammar.Check); err != nil {
			t.Errorf("%q: %v", junk, err)
		}
		if _, err := r.Next(); !errors.Is(err, io.EOF) {
			t.Errorf("%q: then %v", junk, err)
		}
	}
}

// A body that is none of this dialect still makes an error that tells what can be told.
func TestOtherErrorBodies(t *testing.T) {
	cases := []struct {
		status  int
		body    string
		code    pb.ErrorCode
		message string
	}{
		{502, "<html><head><title>502</title></head></html>", pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, "Bad Gateway"},
		{503, "upstream connect error", pb.ErrorCode_ERROR_CODE_OVERLOADED, "upstream connect error"},
		{529, "", pb.ErrorCode_ERROR_CODE_OVERLOADED, "upstream error"},
		{429, `{"error":"slow down"}`, pb.ErrorCode_ERROR_CODE_RATE_LIMIT, "slow down"},
		{401, `{"error":{"message":"no key","type":"auth"}}`, pb.ErrorCode_ERROR_CODE_AUTHENTICATION, "no key"},
		{418, "\xff\xfe ", pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, "I'm a teapot"},
		// Some services call every error by one type.
		{401, `{"type":"error","error":{"type":"api_error","message":"no key"}}`, pb.ErrorCode_ERROR_CODE_AUTHENTICATION, "no key"},
		{503, `{"type":"error","error":{"type":"api_error","message":"busy"}}`, pb.ErrorCode_ERROR_CODE_OVERLOADED, "busy"},
		{404, `{"type":"error","error":{"type":"invalid_request_error","message":"no model"}}`, pb.ErrorCode_ERROR_CODE_NOT_FOUND, "no model"},
		{500, `{"type":"error","error":{"type":"invalid_request_error","message":"bad"}}`, pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, "bad"},
		{429, `{"type":"error","error":{"type":"overloaded_error","message":"busy"}}`, pb.ErrorCode_ERROR_CODE_OVERLOADED, "busy"},
		{500, `{"message":"x"}`, pb.ErrorCode_ERROR_CODE_SERVER, "Internal Server Error"},
	}
	for _, c := range cases {
		e := claude.New().DecodeError(&adapters.Exchange{}, c.status, nil, []byte(c.body))
		if e.Code != c.code || e.Message != c.message || e.HttpStatus != int32(c.status) {
			t.Errorf("%d %q: %v", c.status, c.body, e)
		}
	}
}

func TestRequestHeaders(t *testing.T) {
	const version, beta = "Anthropic-Version", "Anthropic-Beta"
	user := []*pb.Message{{Role: pb.Role_ROLE_USER, Parts: []*pb.Part{text("Hi")}}}
	foreign := &pb.GenerateRequest{Origin: pb.Dialect_DIALECT_CHAT, Model: "claude-opus-4-8", Messages: user}
	w, err := claude.New().EncodeRequest(&adapters.Exchange{}, foreign, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Header.Get(version); got != "2023-06-01" {
		t.Errorf("version %q", got)
	}
	if got := w.Header.Values(beta); len(got) > 0 {
		t.Errorf("betas %q", got)
	}
	foreign.Tools = []*pb.Tool{{Kind: pb.ToolKind_TOOL_KIND_HOSTED, Name: "docs", Hosted: &pb.HostedTool{
		Kind: pb.HostedKind_HOSTED_KIND_MCP, ServerLabel: "docs", ServerUrl: "https://example.com/mcp",
	}}}
	if w, err = claude.New().EncodeRequest(&adapters.Exchange{}, foreign, &adapters.Losses{}); err != nil {
		t.Fatal(err)
	}
	if got := w.Header.Get(beta); !strings.HasPrefix(got, "mcp-client-") {
		t.Errorf("betas %q", got)
	}
	if w.Path != "/v1/messages" {
		t.Errorf("path %q", w.Path)
	}
}
