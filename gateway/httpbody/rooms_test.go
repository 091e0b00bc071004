package httpbody

import "testing"

func TestRooms(t *testing.T) {
	var r Rooms
	for size, want := range map[int]int{0: 0, 1: 1, 500: 500, 1000: 1 << 10, 20000: 1 << 15, 1 << 15: 1 << 15, 1<<15 + 1: 1 << 16, 155000: 1 << 18, 1 << 23: 1 << 23, 1<<23 + 1: 1<<23 + 1} {
		room := r.Get(size)
		if len(room) != 0 || cap(room) != want {
			t.Errorf("%d: length %d, capacity %d, want %d", size, len(room), cap(room), want)
		}
		r.Put(append(room, make([]byte, size)...))
		if again := r.Get(size); len(again) != 0 || cap(again) != want {
			t.Errorf("%d again: length %d, capacity %d, want %d", size, len(again), cap(again), want)
		}
	}
	r.Put(nil)
	r.Put(make([]byte, 0, 40000)) // of no class: it would be handed out for what it has no room for
	if room := r.Get(65000); cap(room) != 1<<16 {
		t.Errorf("capacity %d", cap(room))
	}
}
