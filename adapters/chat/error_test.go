package chat

import (
	"net/http"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// What proxies answer is no JSON: the error still has a class and words.
func TestDecodeErrorOfProxies(t *testing.T) {
	tests := []struct {
		name, body string
		status     int
		code       pb.ErrorCode
		message    string
	}{
		{"page", "<html><head><title>502 Bad  Gateway</title></head><body>secret</body></html>", 502, pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, "502 Bad Gateway"},
		{"page without a title", "<html>oops</html>", 503, pb.ErrorCode_ERROR_CODE_OVERLOADED, "Service Unavailable"},
		{"text", "upstream connect error\n", 503, pb.ErrorCode_ERROR_CODE_OVERLOADED, "upstream connect error"},
		{"nothing", "", 504, pb.ErrorCode_ERROR_CODE_TIMEOUT, "Gateway Timeout"},
		{"an unknown status", "", 599, pb.ErrorCode_ERROR_CODE_SERVER, "the upstream failed without saying why"},
		{"cut JSON", `{"error":{"message":"x`, 500, pb.ErrorCode_ERROR_CODE_SERVER, `{"error":{"message":"x`},
		{"string", `"busy"`, 529, pb.ErrorCode_ERROR_CODE_OVERLOADED, "busy"},
		{"success", `{"error":{"message":"slow down","code":429}}`, 200, pb.ErrorCode_ERROR_CODE_RATE_LIMIT, "slow down"},
		{"words in success", `{"error":{"message":"prompt is too long"}}`, 200, pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG, "prompt is too long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := New().DecodeError(&adapters.Exchange{}, tt.status, http.Header{"X-Request-Id": {"r"}}, []byte(tt.body))
			if e.Code != tt.code || e.Message != tt.message || e.RequestId != "r" {
				t.Errorf("got %v", e)
			}
			if status, _, _ := New().EncodeError(&adapters.Exchange{}, nil, e); status != tt.status {
				t.Errorf("status %d", status)
			}
		})
	}
}
