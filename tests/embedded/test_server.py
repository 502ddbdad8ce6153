def test_the_server_answers_and_the_database_is_empty(database):
    rows = database.driver.execute_query("MATCH (n) RETURN count(n) AS nodes", database_="neo4j").records
    assert rows[0]["nodes"] == 0
