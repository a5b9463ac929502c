def test_one(pantau):
    print(pantau.must("plan","list").out)
def test_two(pantau):
    print(pantau.must("plan","list").out)
    assert pantau.must("verify","--json").json == {"whole": True, "breaks": []}
def test_three(bare):
    print(bare("plan","list"))
    print(bare.contents().keys())
