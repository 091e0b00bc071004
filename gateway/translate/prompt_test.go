package translate_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/translate"
)

// beginnings are the first frames of streams that say who answers, and nothing else.
var beginnings = map[string]string{
	"chat": `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,` +
		`"delta":{"role":"assistant","content":""},"finish_reason":null}]}`,
	"claude": "event: message_start\ndata: " + `{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m",` +
		`"content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}}`,
	"responses": "event: response.created\ndata: " + `{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response",` +
		`"created_at":1,"status":"in_progress","model":"m","output":[]}}`,
}

// TestBeginsAtOnce has the client's stream begin with the upstream's, where the client's dialect has an event for it.
func TestBeginsAtOnce(t *testing.T) {
	for from, frame := range beginnings {
		for _, to := range []string{"claude", "responses"} {
			t.Run(from+" to "+to, func(t *testing.T) {
				r, w := io.Pipe()
				begun := make(chan struct{}, 100)
				s := &translate.Stream{
					Source: all.ByName(from), Target: all.ByName(to), Exchange: &adapters.Exchange{},
					Flush: func([]byte) error {
						begun <- struct{}{}
						return nil
					},
				}
				go func() {
					_, _ = io.Copy(w, strings.NewReader(frame+"\n\n"))
					select {
					case <-begun:
					case <-time.After(10 * time.Second):
						t.Error("nothing was written of what came")
					}
					_ = w.Close()
				}()
				if _, err := s.Run(r); err == nil {
					t.Error("a stream that was cut is no success")
				}
			})
		}
	}
}
