package agents

import (
	"fmt"
	"strings"

	"github.com/interlingua/interlingua/gateway/e2e/upstream"
)

// parallel is that two calls of one answer are run and answered together.
func parallel() feature {
	return feature{
		name: "parallel calls",
		without: func(s session) string {
			if s.client.tools.together != nil {
				return s.client.title + " forbids parallel calls; it runs both in one script."
			}
			return ""
		},
		problems: func(_ session, _ result, up *upstream.Server) []string {
			for _, a := range up.Asked() {
				if a.Request == nil {
					continue
				}
				for _, turn := range a.Request.Turns {
					if len(turn.Calls) == 2 {
						return nil
					}
				}
			}
			return []string{"no turn with two calls came back"}
		},
	}
}

// reasoning is that what the upstream sealed comes back to it, unmodified, while the turn lasts.
func reasoning() feature {
	return feature{
		name:    "reasoning carried back",
		without: func(session) string { return "" },
		problems: func(_ session, _ result, up *upstream.Server) []string {
			due, back := up.Seals()
			if due == 0 {
				return []string{"nothing was sealed"}
			}
			if back < due {
				return []string{fmt.Sprintf("%d of %d seals came back", back, due)}
			}
			return nil
		},
	}
}

// custom is that a tool that takes free text is called with it.
func custom() feature {
	return feature{
		name: "custom tools",
		without: func(s session) string {
			for _, step := range steps(s.client.tools, "") {
				for _, c := range step.Calls {
					if c.Input != "" {
						return ""
					}
				}
			}
			return s.client.title + " offers none."
		},
		// The files of the session were made by such calls.
		problems: func(_ session, r result, _ *upstream.Server) []string {
			if r.read(answerFile) == "" {
				return []string{"no call of one arrived"}
			}
			return nil
		},
	}
}

// compacted is that the client shortened the conversation and went on: a request for a later step came without the first one.
func compacted(_ session, up *upstream.Server) []string {
	for _, a := range up.Asked() {
		if a.Request == nil || !strings.HasPrefix(a.Tag, "step ") || a.Tag <= fmt.Sprint("step ", compactAt) {
			continue
		}
		if !a.Request.Answered("step 0") {
			return nil
		}
	}
	return []string{"the conversation was never compacted"}
}

// asked is what the client says of its requests beside the session.
func asked(s session, up *upstream.Server) []string {
	if s.client.asked == nil {
		return s.seen.failed()
	}
	return s.client.asked(up, s.seen)
}
